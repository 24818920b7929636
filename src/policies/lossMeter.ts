/** Mean losses of a training: since the last report, and over its end. */

/** Sums of losses. */
export interface LossMeter {
  /** Since the last report. */
  sum: number;
  count: number;
  /** Over the end of the training. */
  tail: number;
  tailCount: number;
}

/**
 * A meter that has seen nothing.
 *
 * @returns the meter
 */
export function lossMeter(): LossMeter {
  return { sum: 0, count: 0, tail: 0, tailCount: 0 };
}

/**
 * Adds a loss.
 *
 * @param meter changed in place
 * @param loss of one update
 * @param isTail whether it belongs to the end of the training
 */
export function addLoss(meter: LossMeter, loss: number, isTail: boolean): void {
  meter.sum += loss;
  meter.count++;
  if (!isTail) return;
  meter.tail += loss;
  meter.tailCount++;
}

/**
 * The mean since the last report, which this is.
 *
 * @param meter changed in place
 * @returns the mean, NaN where nothing was added
 */
export function takeMean(meter: LossMeter): number {
  const mean = meter.sum / meter.count;
  meter.sum = meter.count = 0;
  return mean;
}

/**
 * The mean over the end of the training.
 *
 * @param meter the meter
 * @returns the mean; of a training that was stopped before, that since its last report
 */
export function tailMean({ sum, count, tail, tailCount }: LossMeter): number {
  return tailCount ? tail / tailCount : sum / count;
}
