/** A critic's diagnostics as one number per run. */

import { auc, type Curve, curveBetween, mean } from '../../statistics/index.js';
import type { RecordedRun } from './runTable.js';
import type { RunScore } from './scores.js';

/** A diagnostic over gradient updates: of several probes at one count, the last; those without a value are left out. */
function probeCurve({ probes = {} }: RecordedRun, value: string): Curve {
  const { updates = [], [value]: values = [] } = probes;
  const kept = values.flatMap((entry, i) => {
    const isLast = updates[i + 1] !== updates[i];
    return isLast && entry !== null && updates[i] !== null ? [[updates[i], entry] as const] : [];
  });
  return { times: kept.map(([time]) => time), values: kept.map(([, entry]) => entry) };
}

/**
 * The mean of a diagnostic over a run's probes, from the first update on: before that networks are as they were drawn.
 * Runs that were probed at the same updates can be compared by it; for others there is {@link probeOverUpdates}.
 *
 * @param value name of the diagnostic, as `probes` describe it, for instance `effectiveRank`
 * @returns the score, in the diagnostic's unit; NaN for a run without such probes
 */
export function meanProbe(value: string): RunScore {
  return (run) => {
    const { times, values } = probeCurve(run, value);
    const own = values.filter((_, i) => times[i] > 0);
    return own.length > 0 ? mean(own) : Number.NaN;
  };
}

/**
 * The mean of a diagnostic between two counts of updates, (1/(n − m)) ∫ₘⁿ x du, on the straight lines between probes. A
 * diagnostic that changes fast differs between arms that were probed at different updates even if they learn alike; over
 * an equal stretch it does not.
 *
 * @param value name of the diagnostic, as `probes` describe it
 * @param from m, gradient updates; at least the first probe's
 * @param to n, gradient updates, above m
 * @returns the score, in the diagnostic's unit; it throws a RangeError on a run that was not probed over that stretch
 */
export function probeOverUpdates(value: string, from: number, to: number): RunScore {
  return (run) => {
    const curve = probeCurve(run, value);
    const [first, last] = [curve.times[0], curve.times.at(-1)];
    if (first === undefined || last === undefined || from < first || to > last || !(from < to))
      throw new RangeError(
        `probeOverUpdates: ${run.agent}, seed ${run.seed}, has '${value}' from ${first} to ${last} updates; ` +
          `asked for was ${from} to ${to}.`,
      );
    return auc(curveBetween(curve, from, to));
  };
}
