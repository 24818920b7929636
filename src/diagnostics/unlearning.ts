/** What an agent loses of its base policy before it gains. */

import { auc, type Curve } from '../statistics/index.js';

/** A fall below the base policy. */
export interface Unlearning {
  /** max(0, base − min success): the lowest point. */
  readonly depth: number;
  /** (1/T) ∫ max(0, base − success) dt over the curve: depth and duration together. */
  readonly area: number;
}

/**
 * How deep and how long a learning curve lies below its base policy; between evaluations it is a straight line.
 *
 * @param curve success over chunks or updates; at least two evaluations
 * @param base success of the base policy alone
 * @returns depth and area, as success rates
 * @throws RangeError on a malformed curve, a single evaluation, or a base that is no rate
 */
export function unlearning(curve: Curve, base: number): Unlearning {
  if (!(base >= 0 && base <= 1)) throw new RangeError(`unlearning: the base must lie in [0, 1], got ${base}.`);
  const losses = withCrossings({ times: curve.times, values: curve.values.map((success) => base - success) });
  const positive = losses.values.map((loss) => Math.max(0, loss));
  return { depth: Math.max(...positive), area: auc({ times: losses.times, values: positive }) };
}

/** The curve with its zeros among its points, so that its positive part has no corner between two. */
function withCrossings({ times, values }: Curve): Curve {
  const points = times.flatMap((time, i): [number, number][] => {
    const [before, value] = [values[i - 1], values[i]];
    if (!(before * value < 0)) return [[time, value]];
    const zero = times[i - 1] + ((time - times[i - 1]) * before) / (before - value);
    return [
      [zero, 0],
      [time, value],
    ];
  });
  return { times: points.map(([time]) => time), values: points.map(([, value]) => value) };
}
