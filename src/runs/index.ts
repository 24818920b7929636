/** Runs: specifications, directories that survive, sweeps, and the tables that figures are drawn from. */

export { armConfound } from './armConfound.js';
export { armMarks } from './armMarks.js';
export { armNotes, armRuns, armScores, begunRuns, matchingRuns } from './armRuns.js';
export { type Arm, armText, type NamedArm, namedArms, type RunKind, type RunSource, tableArms } from './arms.js';
export { attainable, hadItSucceeded, type ScoreBounds } from './attainable.js';
export { cheapestRuns, findRun, recordedSeconds, type TableRun } from './chooseRuns.js';
export { type CodeIdentity, codeIdentity, commitText } from './codeIdentity.js';
export { collectSweep, resultsHash } from './collectSweep.js';
export { type ArmComparison, type ArmRuns, type CompareOptions, compareArms, compareSpeed } from './compareArms.js';
export { compareRuns, newColumns, type RunDifference } from './compareRuns.js';
export { completeRuns, presentSpec } from './completeRuns.js';
export { armRows, baseOfTable, curveRows, runMark, runScores } from './curveRows.js';
export { type ExecuteRunOptions, executeRun } from './executeRun.js';
export { type ExportedRun, readExportedRuns } from './export/exportedRun.js';
export { EXPORT_FORMATS, type ExportOptions, exportRuns, STEP_AXES } from './export/exportRuns.js';
export { formatSeeds } from './formatSeeds.js';
export { hardware } from './hardware.js';
export { type ManifestStatus, type RunAttempt, type RunManifest, readManifest, writeManifest } from './manifest.js';
export { clashingRuns, type MergedTable, mergeTables } from './mergeTables.js';
export { type MetricPart, type MetricRow, metricRows } from './metricRows.js';
export { type PlannedSweep, planSweep } from './planSweep.js';
export { presentArms } from './presentArms.js';
export { meanProbe, probeOverUpdates } from './probeScore.js';
export {
  planRecompute,
  type Recomputation,
  type RecomputePlan,
  recomputeCautions,
  recomputeRun,
} from './recomputeRun.js';
export { recordedSpec } from './recordedSpec.js';
export {
  RESULTS,
  readRunTable,
  recordedTables,
  runTablePath,
  type TableChoice,
  writeRunTable,
} from './recordedTables.js';
export { type RunArm, runArms } from './runArm.js';
export {
  budgetOf,
  type EndedRun,
  type HealthState,
  healthCounts,
  healthNotes,
  type RunHealth,
  runHealth,
} from './runHealth.js';
export { type PoolJob, type PoolMessage, type PoolOptions, type PoolResult, runPool } from './runPool.js';
export { type NamedRun, type RunRequest, type RunSpec, runFolder, runId, runLabel, specIdentity } from './runSpec.js';
export { RUN_STATES, type RunStanding, type RunState, runStanding } from './runState.js';
export { type RunSweepOptions, runSweep, type SweepProgress } from './runSweep.js';
export {
  type CurveColumns,
  type RecordedRun,
  type RunTable,
  type RunTableProvenance,
  recordedLabel,
  recordedRun,
  variantOf,
} from './runTable.js';
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
} from './scores.js';
export type { TaskResources } from './slurm/arrayScript.js';
export { type CommandResult, type CommandRunner, type SlurmClient, slurmClient } from './slurm/slurmClient.js';
export type { ArraySlice } from './slurm/splitArrays.js';
export type { SubmittedArray } from './slurm/submitArrays.js';
export type { SlurmTask, TaskState } from './slurm/taskState.js';
export {
  cancelSubmitted,
  type RunTask,
  type SubmitOptions,
  submitSweep,
  submittedArrays,
  sweepTasks,
} from './slurmSweep.js';
export { type RunAxis, successCurve } from './successCurve.js';
export { readSweepDescription, sweepDescription } from './sweepDescription.js';
export {
  mergeRuns,
  type PlannedRun,
  readSweepPlan,
  type SweepPaths,
  type SweepPlan,
  sweepPaths,
  writeSweepPlan,
} from './sweepPlan.js';
export { sweepRuns } from './sweepRuns.js';
export type { SweepDescription } from './sweepSchema.js';
export { failureText, type SweepRun, type SweepStatus, sweepStatus } from './sweepStatus.js';
