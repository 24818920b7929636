/** The rows that figures are drawn from. A recorded run, a table read from a file and a cell's own array all fit. */

/** One evaluation of one run. */
export interface CurvePoint {
  /** Name of the agent; it decides the colour. */
  readonly agent: string;
  /** Seed of the run: the unit of replication. */
  readonly seed: number;
  /** Chunk transitions collected before the evaluation, warmup included. */
  readonly chunks: number;
  /** Primitive environment steps until then. */
  readonly primitiveSteps: number;
  /** Gradient updates until then. */
  readonly updates: number;
  /** Wall-clock seconds until then. */
  readonly seconds: number;
  /** Success rate in [0, 1]. */
  readonly success: number;
  /** Episodes that it was measured over. */
  readonly episodes: number;
}

/** Training metrics of one run at one moment. A metric that an agent does not have is left out. */
export interface MetricPoint {
  readonly chunks: number;
  readonly primitiveSteps: number;
  readonly updates: number;
  readonly seconds: number;
  /** Mean of Q over the batch, in units of return. */
  readonly qMean?: number;
  /** Mean TD target over the batch, in units of return. */
  readonly targetMean?: number;
  /** Mean critic loss, in squared units of return for a mean-squared loss. */
  readonly criticLoss?: number;
  /** Entropy temperature α. */
  readonly alpha?: number;
  /** Policy entropy of the whole chunk, in nats. */
  readonly entropy?: number;
}

/** The frozen base policy's own evaluation. */
export interface BaseResult {
  readonly successes: number;
  readonly episodes: number;
}

/** What the horizontal axis counts. Chunks, primitive steps and updates are three different things. */
export type TimeAxis = 'chunks' | 'primitiveSteps' | 'updates' | 'seconds';

/** The axis titles. */
export const TIME_TITLES: Readonly<Record<TimeAxis, string>> = {
  chunks: 'chunk transitions',
  primitiveSteps: 'primitive environment steps',
  updates: 'gradient updates',
  seconds: 'wall-clock time (s)',
};

/**
 * Rows in groups, in order of first appearance.
 *
 * @param rows any rows
 * @param key what rows of one group share
 * @returns pairs of the key and its rows
 */
export function groupRows<Row, Key>(rows: readonly Row[], key: (row: Row) => Key): [Key, Row[]][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups];
}

/**
 * Checks evaluation rows at the entrance of a figure.
 *
 * @param caller name of the figure, for errors
 * @param points evaluations
 * @throws RangeError when a success rate is not in [0, 1] or a time is not finite
 */
export function checkPoints(caller: string, points: readonly CurvePoint[]): void {
  for (const point of points) {
    const times = [point.chunks, point.primitiveSteps, point.updates, point.seconds];
    if (!(point.success >= 0 && point.success <= 1) || !times.every(Number.isFinite))
      throw new RangeError(
        `${caller}: a point of ${point.agent}, seed ${point.seed}, has success ${point.success} at chunks, steps, ` +
          `updates, seconds ${times.join(', ')}. Success is a rate in [0, 1] (not per cent), times are finite numbers.`,
      );
  }
}
