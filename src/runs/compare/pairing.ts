/** Which runs of two sides belong together. */

import type { DifferenceMethod } from '../../statistics/index.js';
import { formatSeeds } from '../tables/formatSeeds.js';
import type { ComparedSide } from './comparedSide.js';

/** How runs of two sides are put beside each other. */
export interface Pairing {
  /** `paired` by seed; `welch` between independent samples. */
  readonly method: Exclude<DifferenceMethod, 'iqm'>;
  /** Seeds that both have. */
  readonly shared: readonly number[];
  /** What was done, and what was left out, in a sentence. */
  readonly said: string;
}

/**
 * How two sides are put beside each other: by the seeds that both have, or as independent samples where these are fewer than two.
 *
 * @param a one side
 * @param b the other
 * @returns the method, shared seeds, and what was left out
 */
export function pairingOf(a: ComparedSide, b: ComparedSide): Pairing {
  const seeds = [a, b].map(({ runs }) => runs.map(({ seed }) => seed));
  const shared = seeds[0].filter((seed) => seeds[1].includes(seed));
  const single = shared.length === 1 && (seeds[0].length === 1 || seeds[1].length === 1);
  if (shared.length >= 2 || single) {
    const rest = [a, b].flatMap(({ label }, i) => {
      const own = seeds[i].filter((seed) => !shared.includes(seed));
      return own.length > 0 ? [`seed ${formatSeeds(own)} of ${label} has no partner and is left out`] : [];
    });
    const interval = single ? 'one pair has no interval' : "Student's interval of the differences";
    const said = [`paired by seed (${formatSeeds(shared)}), ${interval}`, ...rest].join('; ');
    return { method: 'paired', shared, said };
  }
  const said = `${seeds[0].length} against ${seeds[1].length} independent runs, Welch's interval: fewer than two seeds are shared`;
  return { method: 'welch', shared, said };
}

/**
 * The runs of a side that take part.
 *
 * @param side its runs
 * @param pairing from {@link pairingOf}
 * @returns those with a partner where runs are paired; all otherwise
 */
export const partners = ({ runs }: ComparedSide, { method, shared }: Pairing) =>
  method === 'paired' ? runs.filter(({ seed }) => shared.includes(seed)) : runs;
