/** Base policies: frozen, half-good, batched; and the demonstrations that they come from. */

export { type BaseActed, baseActor, baseChunks, checkFits } from './baseChunks.js';
export type { BaseEvaluationResult } from './baseEvaluationResult.js';
export { baseFile, baseHash } from './baseFile.js';
export { BASE_NOISES, type BaseNoise, baseName, parseBaseName } from './baseName.js';
export type { BasePolicy, OwnBase, OwnPolicy } from './basePolicy.js';
export { type BaseRule, basePolicyByHand } from './basePolicyByHand.js';
export { actionScales, type ChunkDataset, type ChunkShape, chunkDataset } from './chunkDataset.js';
export { type ChunkNoise, chosenNoise, gumbelNoise, normalNoise } from './chunkNoise.js';
export { type ChunkNetwork, type ChunkPolicyParts, chunkPolicy } from './chunkPolicy.js';
export { demonstrationPath, loadDemonstrations, saveDemonstrations } from './demonstrationFile.js';
export { type Demonstrations, takeDemonstrations } from './demonstrations.js';
export { type BaseEvaluation, evaluateBase } from './evaluateBase.js';
export type { FitConfig } from './fitConfig.js';
export { type FitControls, type FitLoss, type FitProgress, type FitResult, fitNetwork } from './fitNetwork.js';
export { ddimSample, type NoisePredictor } from './kinds/diffusion/ddim.js';
export {
  type NoiseSchedule,
  samplingSteps,
  squaredCosineSchedule,
  stepEmbeddings,
} from './kinds/diffusion/schedule.js';
export {
  type DiffusionBatch,
  type DiffusionModel,
  diffusionLoss,
  type Prediction,
} from './kinds/diffusion/trainDiffusion.js';
export type { LearnedKind, NetworkArrays, NetworkSize } from './kinds/learnedKind.js';
export { checkNoise, kindByName, learnedKinds, samplesActs } from './kinds/registry.js';
export { type ActOptions, learnedPolicy } from './learnedPolicy.js';
export { type LoadBaseOptions, loadBasePolicy } from './loadBasePolicy.js';
export { checkOwnBase } from './ownPolicy.js';
export {
  baseSteps,
  loadPolicyCheckpoint,
  type PolicyCheckpoint,
  type PolicyConfig,
  savePolicyCheckpoint,
} from './policyCheckpoint.js';
export { plannedActor, recordDemonstrations } from './recordDemonstrations.js';
export { scriptedPolicy } from './scriptedPolicy.js';
export { createSeenEnv, seenSpec } from './seenEnv.js';
export { type TrainBaseOptions, type TrainedBase, trainBase } from './trainBase.js';
