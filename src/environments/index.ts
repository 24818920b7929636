/** Environments: the contract, the tasks, wrappers, vectorisation and pictures. */

export { type ChunkedEnv, type ChunkStep, createChunkedEnv } from './actionChunk.js';
export { type Adroit, createAdroit } from './adroit/adroit.js';
export type { AdroitRules, AdroitTask } from './adroit/adroitTask.js';
export { adroitTasks } from './adroit/adroitTasks.js';
export { ADROIT_PACKAGE, type AdroitName, adroitFolder, adroitMissing } from './adroit/assetFolder.js';
export { installAdroitAssets } from './adroit/installAssets.js';
export {
  type AnimationFrame,
  type AnimationOptions,
  rolloutAnimation,
} from './animation.js';
export { chunkEnd, chunkReward } from './chunkOutcome.js';
export { clipAction } from './clipAction.js';
export type { Env, EnvSnapshot, EnvSpec, EnvStep, Feature, OwnTask } from './env.js';
export { type EpisodeFramesOptions, episodeFrames } from './episodeFrames.js';
export { allFeatures, type FeatureRow, featureDim, featureTable, featurize } from './features.js';
export { createFrameStackedEnv } from './frameStack.js';
export { createLocalVectorEnv } from './localVectorEnv.js';
export { loadMujoco, type Mujoco } from './mujoco.js';
export type { EnvOptions } from './physicsEnv.js';
export { encodeApng, encodePng } from './png.js';
export { type PureTask, pureTask } from './pureTask.js';
export type { Picture, PictureOptions } from './rasterizer.js';
export { createEnv, type EnvEntry, environments, envSpec } from './registry.js';
export { createFrameRenderer, type FrameOptions, renderFrame } from './renderFrame.js';
export type { Camera, Rgb, ScenePart, SceneView } from './scene.js';
export { type ChunkBatch, checkSeed, type VectorEnv, type VectorEnvOptions } from './vectorEnv.js';
