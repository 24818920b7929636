/** A curve: evaluations of one run against one of the three time axes, or against seconds. */

import { checkSample } from './checks.js';

/** The evaluations of one run, in order. */
export interface Curve {
  /** When, strictly increasing: primitive steps, chunks, updates or seconds. The caller says which on the axis. */
  readonly times: readonly number[];
  /** The value at each time, of the same length; a success rate in [0, 1], say. */
  readonly values: readonly number[];
}

/**
 * Checks a curve at the entrance of a statistic.
 *
 * @param caller name of the public function, for errors
 * @param curve the curve
 * @throws RangeError unless it has finite times, strictly increasing, and as many finite values, at least one
 */
export function checkCurve(caller: string, curve: Curve): void {
  const { times, values } = curve;
  checkSample(caller, times);
  checkSample(caller, values);
  if (times.length !== values.length)
    throw new RangeError(
      `${caller}: a curve has ${times.length} times and ${values.length} values; they must pair up.`,
    );
  const stuck = times.findIndex((time, i) => i > 0 && time <= times[i - 1]);
  if (stuck > 0)
    throw new RangeError(
      `${caller}: times must increase strictly, but ${times[stuck - 1]} is followed by ${times[stuck]}. ` +
        'Is this more than one run, or a resumed run whose repeated evaluation was kept twice?',
    );
}
