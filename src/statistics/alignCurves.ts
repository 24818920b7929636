import { checkSample } from './checks.js';
import { type Curve, checkCurve } from './curve.js';

/** Runs on one common grid of times. */
export interface AlignedCurves {
  /** The common times, increasing. */
  readonly times: readonly number[];
  /** values[run][i]: the run's value at times[i]. */
  readonly values: readonly (readonly number[])[];
}

/**
 * Puts the curves of several runs on one grid by last observation carried forward: the value at t is that of the last
 * evaluation at or before t. Nothing is smoothed, and no value is invented beyond a run's end: the grid stops where
 * the shortest run stops, and starts where all have started.
 *
 * @param curves one per run
 * @param grid times to use instead of the union of all evaluation times; those outside the common range are an error
 * @returns the grid and each run's values on it
 * @throws RangeError on a malformed curve, no curve, no common range, or a grid that leaves it
 */
export function alignCurves(curves: readonly Curve[], grid?: readonly number[]): AlignedCurves {
  if (curves.length === 0) throw new RangeError('alignCurves: needs at least one curve, got none.');
  for (const curve of curves) checkCurve('alignCurves', curve);
  const start = Math.max(...curves.map(({ times }) => times[0]));
  const end = Math.min(...curves.map(({ times }) => times[times.length - 1]));
  if (start > end)
    throw new RangeError(`alignCurves: one run starts at ${start}, after another ended at ${end}; they share no time.`);
  const times = grid ?? unionOfTimes(curves, start, end);
  checkSample('alignCurves', times);
  const outside = times.find((time) => time < start || time > end);
  if (outside !== undefined)
    throw new RangeError(`alignCurves: grid time ${outside} lies outside [${start}, ${end}], which all runs cover.`);
  return { times, values: curves.map((curve) => carryForward(curve, times)) };
}

/** All evaluation times of all curves within [start, end], once each, increasing. */
function unionOfTimes(curves: readonly Curve[], start: number, end: number): number[] {
  const all = new Set(curves.flatMap(({ times }) => times.filter((time) => time >= start && time <= end)));
  return [...all].sort((a, b) => a - b);
}

/** The last value at or before each time. */
function carryForward(curve: Curve, times: readonly number[]): number[] {
  return times.map((time) => curve.values[curve.times.findLastIndex((evaluated) => evaluated <= time)]);
}
