/** Environments: the contracts, wrappers, checks and vectors; what any task is made with. */

export { checkTask } from './checkTask.js';
export { chunkEnd, chunkReward } from './chunkOutcome.js';
export { type Encoder, encodedEnv, encodedSpec } from './encodedEnv.js';
export type { Env, EnvSnapshot, EnvSpec, EnvStep, Feature, Shown } from './env.js';
export { allFeatures, type FeatureRow, featureDim, featureTable, featurize } from './features.js';
export { type ChunkedEnv, type ChunkStep, createChunkedEnv } from './local/actionChunk.js';
export { clipAction } from './local/clipAction.js';
export { createFrameStackedEnv } from './local/frameStack.js';
export { type LocalTask, localVectorEnv } from './local/localVectorEnv.js';
export { createOwnEnvs } from './local/ownEnvs.js';
export { openOwn } from './openOwn.js';
export { checkNative } from './physics/native/check.js';
export { mujocoLibrary, NATIVE_RELEASE, nativeFolder, nativeMissing } from './physics/native/installation.js';
export {
  defaultPhysics,
  loadPhysics,
  PHYSICS_NAMES,
  type Physics,
  type PhysicsName,
  physicsIdentity,
} from './physics/physics.js';
export { createPhysicsEnv, type EnvOptions, type PhysicsTask } from './physics/physicsEnv.js';
export type { PhysicsModel, Simulation } from './physics/simulation.js';
export { loadWasm, type WasmModule } from './physics/wasm.js';
export { picturedEnv, picturedSpec } from './picturedEnv.js';
export { attempt, hasPinnedPython, interpreterOf, NoPython, pinnedPython } from './process/pinnedPython.js';
export {
  chosenPython,
  knownPythonTask,
  type ProcessFeatures,
  type PythonTask,
  type PythonTaskOptions,
  packageVersions,
  pythonTask,
} from './process/pythonTask.js';
export { type PureTask, pureTask } from './pureTask.js';
export { refusePhysics } from './refusePhysics.js';
export { createShown, writeShown } from './shown.js';
export type { EnvTask, OwnTask, OwnVectorEnv, Task, TaskAbilities } from './task.js';
export { type ChunkBatch, checkSeed, type VectorEnv, type VectorEnvOptions } from './vectorEnv.js';
