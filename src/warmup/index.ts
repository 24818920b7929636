/** What fills the replay before learning starts. */

export { baseOnly } from './baseOnly.js';
export { randomResidual } from './randomResidual.js';
export type { Warmup, WarmupBehaviour } from './warmupBehaviour.js';
