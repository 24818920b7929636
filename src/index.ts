/** dawnlab: value learning in residual reinforcement learning, from base policy to verdict. */

export * from './actor/index.js';
// Names that these had before, for programs and notebooks that were written with them.
export { dawn } from './agents/dawn.js';
export * from './agents/index.js';
export { policyDecorator } from './agents/policyDecorator.js';
export { vanilla } from './agents/vanilla.js';
export * from './algorithms/index.js';
export * from './algorithms/residualSac/index.js';
export * from './arrays/index.js';
export * from './compute/index.js';
export { entryAt as seedOf, stackTrees as stackSeeds } from './compute/index.js';
export * from './critic/index.js';
export * from './criticReport/index.js';
export * from './diagnostics/index.js';
export * from './environments/index.js';
export * from './files/index.js';
export * as quaternion from './geometry/index.js';
export * from './normalization/index.js';
export * from './notebook/index.js';
export * from './parts/index.js';
export * from './pictures/index.js';
export * from './plots/index.js';
export * from './policies/index.js';
export { kindByName as learnedKind } from './policies/index.js';
export * from './random/index.js';
export * from './reach/index.js';
export * from './residual/index.js';
export * from './rewards/index.js';
export * from './rollouts/index.js';
export * from './runs/index.js';
export {
  currentSpec as presentSpec,
  existingArms as presentArms,
  runOfRecords as recordedRun,
  specOfRun as recordedSpec,
} from './runs/index.js';
// A cell whose value is inferred from knobs has to be able to name it.
export type { PartReference } from './settings/index.js';
export * from './statistics/index.js';
export * from './tasks/index.js';
export { openTask as createLocalVectorEnv } from './tasks/index.js';
export * from './training/index.js';
export * from './warmup/index.js';
