/** Data-anchored warmup: the base policy alone. */

import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * u = 0: the replay fills with transitions of the base policy, which anchor the critic to values around it. No
 * gradient step is taken meanwhile. See DAWN (arXiv 2602.10539).
 */
export const baseOnly: WarmupBehaviour = (_chunks, chunkDim) => new Float32Array(chunkDim);
