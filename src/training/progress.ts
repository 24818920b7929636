/**
 * Progress of long work: how far, how fast, how much longer.
 *
 * @outsideNumerics it watches
 */

/** A moment of a run. */
export interface Progress {
  /** Units done and in all, for instance chunk transitions. */
  readonly done: number;
  readonly total: number;
  /** Seconds since the work (re)started. */
  readonly seconds: number;
  /** Units per second since then; 0 before the first. */
  readonly rate: number;
  /** Seconds left at that rate; Infinity before the first unit. */
  readonly secondsLeft: number;
}

/**
 * Measures progress from a starting point.
 *
 * @param total units in all
 * @param alreadyDone units that an earlier part of the work did
 * @param now clock in milliseconds
 * @returns a function of the units done
 */
export function progressMeter(
  total: number,
  alreadyDone = 0,
  now: () => number = () => performance.now(),
): (done: number) => Progress {
  const started = now();
  return (done) => {
    const seconds = (now() - started) / 1000;
    const rate = seconds > 0 ? (done - alreadyDone) / seconds : 0;
    return { done, total, seconds, rate, secondsLeft: rate > 0 ? (total - done) / rate : Number.POSITIVE_INFINITY };
  };
}
