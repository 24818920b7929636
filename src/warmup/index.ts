/** What fills the replay before learning starts. */

export { baseOnly } from './baseOnly.js';
export { epsilonGreedy } from './epsilonGreedy.js';
export type { ExplicitWarmup } from './explicitWarmup.js';
export { gaussianResidual } from './gaussianResidual.js';
export { randomResidual } from './randomResidual.js';
export { explicitActors, explicitTemperatures, warmups } from './registry.js';
export { trajectoryConsistent } from './trajectoryConsistent.js';
export type { Warmup, WarmupBehaviour } from './warmupBehaviour.js';
export { warmupResidual } from './warmupResidual.js';
