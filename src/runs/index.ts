/** Runs: specifications, directories that survive, sweeps, and the tables that figures are drawn from. */

export { type ComparedSide, comparedSide } from './compare/comparedSide.js';
export {
  compareSides,
  type ScoreDifference,
  type SideComparison,
} from './compare/compareSides.js';
export { comparisonFigures, comparisonNotes, comparisonRows } from './compare/comparisonView.js';
export type { EpisodeChanges, SeedChanges } from './compare/episodeChanges.js';
export type { Pairing } from './compare/pairing.js';
export { readSide, SIDE_NOTATION } from './compare/readSide.js';
export type { SettingDifference } from './compare/settingsDifference.js';
export { type ExportedRun, readExportedRuns } from './export/exportedRun.js';
export { EXPORT_FORMATS, type ExportOptions, exportRuns, STEP_AXES } from './export/exportRuns.js';
export type { TaskResources } from './slurm/arrayScript.js';
export { type CommandResult, type CommandRunner, type SlurmClient, slurmClient } from './slurm/slurmClient.js';
export {
  cancelSubmitted,
  type RunTask,
  type SubmitOptions,
  submitSweep,
  submittedArrays,
  sweepTasks,
} from './slurm/slurmSweep.js';
export type { ArraySlice } from './slurm/splitArrays.js';
export type { SubmittedArray } from './slurm/submitArrays.js';
export type { SlurmTask, TaskState } from './slurm/taskState.js';
export { type CodeIdentity, codeIdentity, commitText } from './spec/codeIdentity.js';
export { completeRuns, currentSpec } from './spec/completeRuns.js';
export { hardware } from './spec/hardware.js';
export { nameRun, type WrittenRun, writtenParts } from './spec/nameRun.js';
export { type RunArm, runArms } from './spec/runArm.js';
export {
  type NamedRun,
  type RunRequest,
  type RunSpec,
  runFolder,
  runId,
  runLabel,
  specIdentity,
} from './spec/runSpec.js';
export type { SweepDescription } from './spec/sweepSchema.js';
export {
  type ManifestStatus,
  type RunAttempt,
  type RunManifest,
  readManifest,
  writeManifest,
} from './store/manifest.js';
export { RUN_STATES, type RunStanding, type RunState, runStanding } from './store/runState.js';
export { collectSweep, resultsHash } from './sweep/collectSweep.js';
export { clashingRuns, type MergedTable, mergeTables } from './sweep/mergeTables.js';
export { type PlannedSweep, planSweep } from './sweep/planSweep.js';
export { type RunSweepOptions, runSweep, type SweepProgress } from './sweep/runSweep.js';
export { readSweepDescription, sweepDescription } from './sweep/sweepDescription.js';
export {
  mergeRuns,
  type PlannedRun,
  plannedOrder,
  readSweepPlan,
  type SweepPaths,
  type SweepPlan,
  sweepPaths,
  writeSweepPlan,
} from './sweep/sweepPlan.js';
export { sweepRuns } from './sweep/sweepRuns.js';
export { failureText, type SweepRun, type SweepStatus, sweepStatus } from './sweep/sweepStatus.js';
export { afterWarmup } from './tables/afterWarmup.js';
export { armConfound } from './tables/armConfound.js';
export { armMarks } from './tables/armMarks.js';
export { armNotes, armRuns, armScores, begunRuns, matchingRuns } from './tables/armRuns.js';
export { type Arm, armText, type NamedArm, namedArms, type RunKind, type RunSource, tableArms } from './tables/arms.js';
export { attainable, hadItSucceeded, type ScoreBounds } from './tables/attainable.js';
export { cheapestRuns, findRun, recordedSeconds, type TableRun } from './tables/chooseRuns.js';
export {
  type ArmComparison,
  type ArmRuns,
  type CompareOptions,
  compareArms,
  compareSpeed,
} from './tables/compareArms.js';
export { compareRuns, newColumns, type RunDifference } from './tables/compareRuns.js';
export { armRows, baseOfTable, curveRows, runMark, runScores } from './tables/curveRows.js';
export { executedCurve, executedSuccess } from './tables/executedSuccess.js';
export { existingArms } from './tables/existingArms.js';
export { formatSeeds } from './tables/formatSeeds.js';
export {
  type HeldOutPolicy,
  heldOutGain,
  heldOutOutcomes,
  heldOutSuccess,
  keptPolicy,
  mendedAndBroken,
} from './tables/heldOut.js';
export { type MetricPart, type MetricRow, metricRows } from './tables/metricRows.js';
export { meanProbe, probeOverUpdates } from './tables/probeScore.js';
export {
  planRecompute,
  type Recomputation,
  type RecomputePlan,
  recomputeCautions,
  recomputeRun,
} from './tables/recomputeRun.js';
export {
  RESULTS,
  readRunTable,
  readTableFile,
  recordedTables,
  runTablePath,
  type TableChoice,
  writeRunTable,
} from './tables/recordedTables.js';
export {
  budgetOf,
  type EndedRun,
  type HealthState,
  healthCounts,
  healthNotes,
  type RunHealth,
  runHealth,
} from './tables/runHealth.js';
export { runOfRecords } from './tables/runOfRecords.js';
export {
  type CurveColumns,
  type RecordedRun,
  type RunTable,
  type RunTableProvenance,
  recordedLabel,
  variantOf,
} from './tables/runTable.js';
export {
  areaAfterWarmup,
  areaOverUpdates,
  areaUnderCurve,
  finalSuccess,
  halfBudgetSuccess,
  lossOverUpdates,
  type RunScore,
  successAt,
  timeToThreshold,
  unlearningDepth,
} from './tables/scores.js';
export { specOfRun } from './tables/specOfRun.js';
export { type RunAxis, successCurve } from './tables/successCurve.js';
export { trainingCost } from './tables/trainingCost.js';
export type { WithinArm } from './tables/withinArm.js';
export { type ExecuteRunOptions, executeRun } from './worker/executeRun.js';
export { BUSY, makeRun, type RunOrder, STOPPED } from './worker/makeRun.js';
export type { PoolMessage } from './worker/reportToParent.js';
export { type PoolJob, type PoolOptions, type PoolResult, runPool } from './worker/runPool.js';
