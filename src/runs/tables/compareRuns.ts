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
/** The parts of a run that have columns; `explicit` counts updates, the others chunk transitions. */
const SECTIONS = ['curve', 'training', 'explicit', 'probes'] as const;

const columnsOf = (run: RecordedRun, section: (typeof SECTIONS)[number]): Columns => ({ ...run[section] });

/** Tables may hold a rate of 0 where no episode ended, which records call null. */
const comparable = (name: string) => (value: unknown) => (name === 'successRate' ? (value ?? 0) : value);

/** Where the columns of a section part first, each. */
function sectionDifferences(section: (typeof SECTIONS)[number], a: RecordedRun, b: RecordedRun): Place[] {
  const [recorded, recomputed] = [columnsOf(a, section), columnsOf(b, section)];
  const unit = recorded.chunks ? 'chunks' : 'updates';
  return Object.entries(recorded).flatMap(([name, own]): Place[] => {
    if (WALL_CLOCK.includes(name)) return [];
    const [values, others] = [own, recomputed[name] ?? []].map((column) => column.map(comparable(name)));
    const length = Math.max(values.length, others.length);
    const row = Array.from({ length }, (_, i) => i).find((i) => (values[i] ?? null) !== (others[i] ?? null));
    if (row === undefined) return [];
    const count = Number(recorded[unit]?.[row] ?? recomputed[unit]?.[row]);
    const where = `${section}.${name} at ${count} ${unit}`;
    const chunks = unit === 'chunks' ? count : chunksBeforeUpdates(a);
    return [{ where, chunks, recorded: values[row], recomputed: others[row] }];
  });
}

/** Where the scores at the end part; a run that was not scored then is compared without. */
function heldOutDifferences({ heldOut: a }: RecordedRun, { heldOut: b }: RecordedRun): Place[] {
  if (!a) return [];
  const names = ['firstSeed', 'base', 'mean', 'sampled'] as const;
  const name = names.find((part) => a[part] !== b?.[part]);
  if (!name) return [];
  return [{ where: `heldOut.${name}`, chunks: Number.POSITIVE_INFINITY, recorded: a[name], recomputed: b?.[name] }];
}

/** When the first updates come: an explicit warmup stands there. */
function chunksBeforeUpdates({ curve }: RecordedRun): number {
  return curve.chunks.findLast((_, i) => curve.updates[i] === 0) ?? 0;
}

/**
 * Compares what a run came to: its base policy's evaluation, every column of its curve but the wall clock, the metrics
 * of training, explicit warmup and probes as tables store them (six digits), and how it ended.
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
    ...SECTIONS.flatMap((section) => sectionDifferences(section, a, b)),
    ...heldOutDifferences(a, b),
    ...single('status', Number.POSITIVE_INFINITY, a.status, b.status),
  ].sort((left, right) => left.chunks - right.chunks);
  if (places.length === 0) return undefined;
  const [{ chunks, ...first }] = places;
  return first;
}

/**
 * What the code measures now and did not when a run was recorded.
 *
 * @param recorded the run in a table
 * @param recomputed the same run, made again
 * @returns for instance `training.clipFraction`
 */
export function newColumns(recorded: RecordedRun, recomputed: RecordedRun): string[] {
  return SECTIONS.flatMap((section) =>
    Object.keys(columnsOf(recomputed, section))
      .filter((name) => !(name in columnsOf(recorded, section)))
      .map((name) => `${section}.${name}`),
  );
}
