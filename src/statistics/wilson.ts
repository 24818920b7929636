import { checkCount, checkLevel } from './checks.js';
import { normalCritical } from './distributions.js';
import type { Interval } from './interval.js';

/**
 * A success rate with its Wilson score interval.
 *
 * `(p̂ + z²/2n ± z·√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)`, p̂ = k/n. It stays inside [0, 1] and keeps a width at
 * k = 0 and k = n, where p̂ ± z·se collapses to a point.
 *
 * It speaks of one fixed policy over more episodes; for what another training seed would give, see `studentCI`.
 * See "Probable inference, the law of succession, and statistical inference" by Wilson (JASA 1927).
 *
 * @param successes number of successful episodes k, an integer in [0, episodes]
 * @param episodes number of independent episodes n, at least 1
 * @param level nominal coverage
 * @returns the rate in [0, 1] with its interval
 * @throws RangeError on counts that are not such integers, or a level outside (0, 1)
 */
export function wilson(successes: number, episodes: number, level = 0.95): Interval {
  checkCount('wilson', 'episodes', episodes, 1);
  checkCount('wilson', 'successes', successes, 0);
  if (successes > episodes)
    throw new RangeError(`wilson: ${successes} successes in ${episodes} episodes. Are the arguments swapped?`);
  checkLevel('wilson', level);
  const z2 = normalCritical(level) ** 2;
  const rate = successes / episodes;
  const centre = rate + z2 / (2 * episodes);
  const spread = Math.sqrt(z2 * ((rate * (1 - rate)) / episodes + z2 / (4 * episodes ** 2)));
  const scale = 1 + z2 / episodes;
  // At k = 0 and k = n the ends are 0 and 1 exactly; rounding would leave 1e-17.
  const low = successes === 0 ? 0 : (centre - spread) / scale;
  const high = successes === episodes ? 1 : (centre + spread) / scale;
  return { estimate: rate, low, high, level, method: 'wilson' };
}
