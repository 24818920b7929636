/** Now and then a random residual before learning starts. */

import { randomResidual } from './randomResidual.js';
import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * With probability ε a residual that is uniform in [−1, 1], else the base policy alone; drawn anew for every chunk.
 *
 * One of the behaviours that DAWN (arXiv 2602.10539, Figure 15 as reported) compares; its ε is not known.
 *
 * @param epsilon ε in [0, 1]
 * @returns the behaviour
 * @throws RangeError on an ε outside [0, 1]
 */
export function epsilonGreedy(epsilon: number): WarmupBehaviour {
  if (!(epsilon >= 0 && epsilon <= 1)) throw new RangeError(`epsilonGreedy: ε must lie in [0, 1], got ${epsilon}.`);
  return randomResidual(() => epsilon);
}
