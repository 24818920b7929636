import { type Curve, checkCurve } from './curve.js';

/** On the straight line between the evaluations before and after; the curve covers `time`. */
function valueAt({ times, values }: Curve, time: number): number {
  const after = times.findIndex((evaluated) => evaluated >= time);
  if (times[after] === time) return values[after];
  const share = (time - times[after - 1]) / (times[after] - times[after - 1]);
  return values[after - 1] + share * (values[after] - values[after - 1]);
}

/**
 * The part of a curve between two times, whose ends lie on the straight lines between evaluations. Curves that were
 * evaluated at different times can so be compared over the same stretch: a mean of the evaluations that happen to lie
 * in it would compare the times as well.
 *
 * @param curve one run
 * @param from first time of the part, on the curve's axis
 * @param to last time of the part, from `from` on; equal to it for the value at one time
 * @returns the evaluations strictly between, and both ends
 * @throws RangeError on a malformed curve, or a part that the curve does not cover
 */
export function curveBetween(curve: Curve, from: number, to: number): Curve {
  checkCurve('curveBetween', curve);
  const [first, last] = [curve.times[0], curve.times[curve.times.length - 1]];
  if (!(from <= to && from >= first && to <= last))
    throw new RangeError(
      `curveBetween: asked for ${from} to ${to}, but the curve goes from ${first} to ${last}. ` +
        'Take a stretch that all runs of the comparison cover: nothing is invented beyond an end.',
    );
  if (from === to) return { times: [from], values: [valueAt(curve, from)] };
  const inside = curve.times.flatMap((time, i) => (time > from && time < to ? [i] : []));
  return {
    times: [from, ...inside.map((i) => curve.times[i]), to],
    values: [valueAt(curve, from), ...inside.map((i) => curve.values[i]), valueAt(curve, to)],
  };
}
