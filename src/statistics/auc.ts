import { type Curve, checkCurve } from './curve.js';

/**
 * The mean height of a curve, `(1/(t_L − t_1)) ∫ x dt` by the trapezoid rule: the whole of learning as one number.
 *
 * @param curve one run; at least two evaluations
 * @returns the average, in the values' unit (a success rate gives one in [0, 1])
 * @throws RangeError on a malformed curve, or a single evaluation
 */
export function auc(curve: Curve): number {
  checkCurve('auc', curve);
  const { times, values } = curve;
  if (times.length < 2) throw new RangeError('auc: needs at least two evaluations, got one.');
  const areas = times.slice(1).map((time, i) => ((time - times[i]) * (values[i] + values[i + 1])) / 2);
  return areas.reduce((sum, area) => sum + area, 0) / (times[times.length - 1] - times[0]);
}
