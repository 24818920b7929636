/** Whether two runs are the same to the bit, and where they part. */

import type { RecordedRun } from './runTable.js';

/** Where two runs part. */
export interface RunDifference {
  /** For instance `curve.success at 4000 chunks`. */
  readonly where: string;
  readonly recorded: unknown;
  readonly recomputed: unknown;
}

interface Place extends RunDifference {
  /** When it shows, in chunk transitions. */
  readonly chunks: number;
}

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** Values that no machine but the one that measured them has. */
const WALL_CLOCK = ['seconds'];

/** Where each column parts first. */
function columnDifferences(section: string, recorded: Columns, recomputed: Columns): Place[] {
  return Object.entries(recorded).flatMap(([name, values]): Place[] => {
    if (WALL_CLOCK.includes(name)) return [];
    const others = recomputed[name] ?? [];
    const length = Math.max(values.length, others.length);
    const row = Array.from({ length }, (_, i) => i).find((i) => (values[i] ?? null) !== (others[i] ?? null));
    if (row === undefined) return [];
    const chunks = Number(recorded.chunks[row] ?? recomputed.chunks[row]);
    const where = `${section}.${name} at ${chunks} chunks`;
    return [{ where, chunks, recorded: values[row], recomputed: others[row] }];
  });
}

/**
 * Compares what a run came to: its base policy's evaluation, every column of its curve but the wall clock, the metrics
 * of training as tables store them (six digits), and how it ended.
 *
 * @param recorded the run in a table
 * @param recomputed the same run, made again
 * @returns the earliest place where they part; undefined when they are equal. Metrics that only the new run has, because
 * the code has learned to measure more, are no difference
 */
export function compareRuns(recorded: RecordedRun, recomputed: RecordedRun): RunDifference | undefined {
  // As files hold them: NaN becomes null, −0 becomes 0.
  const [a, b] = [recorded, recomputed].map((run) => JSON.parse(JSON.stringify(run)) as RecordedRun);
  const single = (where: string, chunks: number, left: unknown, right: unknown): Place[] =>
    left === right ? [] : [{ where, chunks, recorded: left, recomputed: right }];
  const places = [
    ...single('base.success', -1, a.base.success, b.base.success),
    ...single('base.episodes', -1, a.base.episodes, b.base.episodes),
    ...columnDifferences('curve', { ...a.curve }, { ...b.curve }),
    ...columnDifferences('training', a.training, b.training),
    ...single('status', Number.POSITIVE_INFINITY, a.status, b.status),
  ].sort((left, right) => left.chunks - right.chunks);
  if (places.length === 0) return undefined;
  const [{ chunks, ...first }] = places;
  return first;
}
