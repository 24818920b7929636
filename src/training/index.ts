/** Training: replay, collection, learning, evaluation, checkpoints, records. */

export { readCheckpointFile } from './checkpoint.js';
export { checkProbes, checkRun } from './checkRun.js';
export type { Counters } from './counters.js';
export type { EvaluatedChunk } from './evaluatedChunk.js';
export { type EvaluationPolicy, evaluate, evaluatedActor } from './evaluation.js';
export { type DifferingEntry, differingEntries, identityDifferences } from './identityDifferences.js';
export {
  createLearner,
  DivergenceError,
  type Learner,
  type LearnerOptions,
  learn,
  type UpdateMetrics,
} from './learner.js';
export { numericsVersion } from './numericsVersion.js';
export type { PairedRolloutOptions } from './pairedRolloutOptions.js';
export { type PairedRollout, pairedRollouts } from './pairedRollouts.js';
export { chunkBlocks } from './probe/chunkRows.js';
export { type CriticProbe, createCriticProbe } from './probe/criticProbe.js';
export {
  type ChunkRows,
  type CriticProgram,
  type CriticView,
  createCriticProgram,
  viewOf,
} from './probe/criticProgram.js';
export { type EpisodeTrace, groundedValues, softlyGroundedValues, traceEpisodes } from './probe/episodeTraces.js';
export { measureProbes, statesOf } from './probe/measureProbes.js';
export { pairedValues } from './probe/pairedValues.js';
export type {
  LayerView,
  LookedChunk,
  Probe,
  ProbeValue,
  ProbeValues,
  ProbeViews,
  Traced,
  Traces,
} from './probe/probe.js';
export { chosenProbes, describeValue, probes } from './probe/probes.js';
export { representationValues } from './probe/representation.js';
export { type Progress, progressMeter } from './progress.js';
export type {
  EndRecord,
  EvaluationRecord,
  ExplicitRecord,
  HeldOutRecord,
  ProbeRecord,
  RunRecord,
  StartRecord,
  TrainingRecord,
} from './record.js';
export { heldOutSchema, startSchema } from './recordForm.js';
export { METRICS_FILE, readRecords } from './records.js';
export { createReplay, pushTransition, type Replay } from './replay/replay.js';
export { nStepBackup, sampleBatch } from './replay/sampleBatch.js';
export { createBatch, type RowTree, type Transition, transitionColumns } from './replay/transition.js';
export { createResidualPolicy, type ResidualPolicy } from './residualPolicy.js';
export { runContent, runIdentity } from './runContent.js';
export { identityOf, type RunContent, type RunIdentity, type RunParts, runHash, type Values } from './runIdentity.js';
export { agentSettings, partNames } from './runNames.js';
export { type RunResult, runCurve, runResult } from './runResult.js';
export type { TrainOptions } from './session.js';
export { lastFrameFeatures, residualDims } from './sight.js';
export { RUN_STREAMS } from './streams.js';
export { TRAINING_LOCK, type TrainResult, train } from './train.js';
export { evaluateTrained, loadTrainedAgent, loadTrainedState, type TrainedAgent } from './trainedAgent.js';
export type { TrainingInterval } from './trainingInterval.js';
export {
  advance,
  closeTraining,
  createTrainingRun,
  type TrainingRun,
  type TrainingRunOptions,
} from './trainingRun.js';
export { restoreTraining, snapshotTraining, type TrainingSnapshot } from './trainingSnapshot.js';
export { besideEachOther, type SeedWork, seedDirectory, type TrainSeedsOptions, trainSeeds } from './trainSeeds.js';
