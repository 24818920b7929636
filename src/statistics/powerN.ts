import { checkLevel } from './checks.js';
import { normalQuantile } from './distributions.js';

/** How sure a planned comparison must be. */
export interface PowerOptions {
  /** 1 − α: coverage of the interval that must exclude 0; default 0.95. */
  readonly level?: number;
  /** 1 − β: the chance that it does when the difference is real; default 0.8. */
  readonly power?: number;
}

/**
 * How many runs per agent show a difference: `2 ((z_{1−α/2} + z_{1−β}) σ / δ)²`, rounded up.
 *
 * The normal approximation; a Student interval needs one or two runs more. Not below two, without which there is no
 * spread to measure.
 *
 * @param difference δ, the smallest difference of means that matters, in the scores' unit
 * @param spread σ, the standard deviation between runs of one agent, in the same unit
 * @param options level and power
 * @returns runs per agent, an integer of at least 2
 * @throws RangeError on a difference of 0, a spread below 0, a number that is not finite, or a level or power outside (0, 1)
 */
export function powerN(difference: number, spread: number, options: PowerOptions = {}): number {
  const { level = 0.95, power = 0.8 } = options;
  checkLevel('powerN', level);
  checkLevel('powerN', power);
  if (!Number.isFinite(difference) || difference === 0 || !(spread >= 0 && spread < Infinity))
    throw new RangeError(
      `powerN: needs a finite difference other than 0 and a finite spread from 0 on, got ${difference} and ${spread}. ` +
        'No number of runs shows a difference of 0.',
    );
  const z = normalQuantile((1 + level) / 2) + normalQuantile(power);
  return Math.max(2, Math.ceil(2 * ((Math.max(0, z) * spread) / difference) ** 2));
}
