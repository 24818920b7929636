/** A critic's diagnostics as one number per run. */

import { mean } from '../statistics/index.js';
import type { RunScore } from './scores.js';

/**
 * The mean of a diagnostic over a run's probes, from the first update on: before that networks are as they were drawn.
 *
 * @param value name of the diagnostic, as `createCriticProbe` lists them, for instance `effectiveRank`
 * @returns the score, in the diagnostic's unit; NaN for a run without such probes
 */
export function meanProbe(value: string): RunScore {
  return ({ probes = {} }) => {
    const { updates = [], [value]: values = [] } = probes;
    const own = values.filter((entry, i): entry is number => entry !== null && (updates[i] ?? 0) > 0);
    return own.length > 0 ? mean(own) : Number.NaN;
  };
}
