/** The rows that figures are drawn from. A recorded run, a table read from a file and a cell's own array all fit. */

/** What is marked on a run: it did not end as it should, or its critic ended at values that no policy can have. */
export type RunMark = 'unfinished' | 'diverged' | 'crashed' | 'Q beyond returns';

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
  /** What must be said of the run wherever it is drawn. */
  readonly mark?: RunMark;
}

/** What the updates of one run reported at one moment. */
export interface MetricPoint {
  readonly chunks: number;
  readonly primitiveSteps: number;
  readonly updates: number;
  readonly seconds: number;
  /** Means of the update's outputs by name, as the learning rule calls them; empty before the first update. */
  readonly metrics: Readonly<Record<string, number>>;
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
 * How many runs bear which mark.
 *
 * @param runs marks, one per run
 * @returns for instance `1 diverged, 3 Q beyond returns`; empty where none is marked
 */
export function marksText(runs: readonly { readonly mark?: RunMark }[]): string {
  const marked = groupRows(
    runs.flatMap(({ mark }) => mark ?? []),
    (mark) => mark,
  );
  return marked.map(([mark, { length }]) => `${length} ${mark}`).join(', ');
}

/**
 * Checks that every run has a name of its own: two points of one agent and seed at one time are of two runs.
 *
 * @param caller name of the figure, for errors
 * @param points evaluations
 * @throws RangeError naming the first two that share agent, seed and time
 */
export function checkSingle(caller: string, points: readonly CurvePoint[]): void {
  const seen = new Set<string>();
  for (const { agent, seed, chunks } of points) {
    const key = `${agent}\0${seed}\0${chunks}`;
    if (seen.has(key))
      throw new RangeError(
        `${caller}: there are two points of ${agent}, seed ${seed}, at ${chunks} chunks: two runs under one name. Draw ` +
          'each arm under a name of its own, for instance with armRows(table, namedArms(table)).',
      );
    seen.add(key);
  }
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
