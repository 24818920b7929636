/** Transitions from anywhere, checked: what a critic is asked about, and what came of it. */

import type { RewardRange } from '../rewards/index.js';
import type { EpisodeTrace, EvaluatedChunk, LookedChunk } from '../training/index.js';

/** A column as files have it: numbers row after row. */
export interface Column {
  /** [rows] or [rows, width], or [rows, k, width] of alternatives. */
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** Numbers that hold for all rows; those that a file does not say must be given. */
export interface TransitionNumbers {
  /** λ of a = a_base + λ·u. */
  readonly lambda?: number;
  /** γ per row. */
  readonly discount?: number;
  /** Least and greatest reward of a row. */
  readonly reward?: Partial<RewardRange>;
}

/** Transitions that can be reported on. */
export interface Transitions {
  /** In the order of the rows. */
  readonly chunks: readonly EvaluatedChunk[];
  readonly episodes: readonly EpisodeTrace[];
  /** Other residuals of each row, one list of chunks for each; undefined where the file has none. */
  readonly alternatives?: readonly (readonly LookedChunk[])[];
  readonly lambda: number;
  readonly discount: number;
  readonly reward: RewardRange;
  /** What was assumed, in sentences. */
  readonly notes: readonly string[];
}

const COLUMNS =
  'obs, base_action, residual (or action), reward, terminated, truncated; docs/critic-report.md describes them';

type Columns = ReadonlyMap<string, Column>;

function needed(columns: Columns, name: string): Column {
  const found = columns.get(name);
  if (found) return found;
  throw new Error(
    `The transitions have no column '${name}'; there are ${[...columns.keys()].join(', ')}. Needed are ${COLUMNS}.`,
  );
}

/** A column of one number a row (rank 1, or a second axis of 1), or of several (rank 2). */
function checked(columns: Columns, name: string, rows: number, rank: 1 | 2): Column {
  const column = needed(columns, name);
  const [count, ...rest] = column.shape;
  const isFit = rank === 2 ? rest.length === 1 && rest[0] > 0 : rest.every((length) => length === 1);
  if (count !== rows || !isFit)
    throw new Error(
      `'${name}' has the shape [${column.shape}]; expected is [${rows}${rank === 2 ? ', width' : ''}], one row a transition.`,
    );
  return checkFinite(name, column);
}

function checkFinite(name: string, column: Column): Column {
  const width = column.data.length / column.shape[0];
  const at = Array.prototype.findIndex.call(column.data, (value: number) => !Number.isFinite(value));
  if (at < 0) return column;
  throw new Error(
    `'${name}' holds ${column.data[at]} in row ${Math.floor(at / width)}. Leave that episode out, or mend it.`,
  );
}

const rowsOf = ({ shape: [rows, width = 1], data }: Column): Float32Array[] =>
  Array.from({ length: rows }, (_, i) => Float32Array.from({ length: width }, (_unused, j) => data[i * width + j]));

/** 0 and 1, or an error that says what stands there. */
function flags(columns: Columns, name: string, rows: number): boolean[] {
  const { data } = checked(columns, name, rows, 1);
  return Array.from({ length: rows }, (_, i) => {
    if (data[i] === 0 || data[i] === 1) return data[i] === 1;
    throw new Error(
      `'${name}' holds ${data[i]} in row ${i}; it is 1 (true) where the episode ended so, and 0 elsewhere.`,
    );
  });
}

const TOLERANCE = 1e-4;

/** Unscaled residuals u: as they are, or (a − a_base) / λ. */
function residualsOf(columns: Columns, base: readonly Float32Array[], lambda: number): Float32Array[] {
  const rows = base.length;
  const width = base[0].length;
  const name = columns.has('residual') ? 'residual' : 'action';
  if (!columns.has(name)) needed(columns, 'residual');
  const given = rowsOf(checked(columns, name, rows, 2));
  if (given[0].length !== width)
    throw new Error(`'${name}' has ${given[0].length} entries a row and 'base_action' ${width}; they must agree.`);
  const residuals =
    name === 'residual' ? given : given.map((action, i) => action.map((value, j) => (value - base[i][j]) / lambda));
  const row = residuals.findIndex((residual) => residual.some((entry) => Math.abs(entry) > 1 + TOLERANCE));
  if (row < 0) return residuals;
  const worst = Math.max(...residuals[row].map(Math.abs));
  const cause =
    name === 'residual'
      ? 'it must lie in [−1, 1], before λ'
      : '(action − base_action) / lambda lies beyond [−1, 1]: is lambda right, and is action unclipped?';
  throw new Error(`A residual of row ${row} is as large as ${Number(worst.toPrecision(4))}: ${cause}`);
}

/** Where each episode begins and how it ends, from ids where there are any, else from the ends. */
function episodeRows(columns: Columns, terminated: readonly boolean[], truncated: readonly boolean[]): number[][] {
  const rows = terminated.length;
  const ids = columns.has('episode') ? checked(columns, 'episode', rows, 1).data : undefined;
  const episodes: number[][] = [];
  const seen = new Set<number>();
  for (let i = 0; i < rows; i++) {
    const follows = i > 0 && (ids ? ids[i] === ids[i - 1] : !(terminated[i - 1] || truncated[i - 1]));
    if (follows && (terminated[i - 1] || truncated[i - 1]))
      throw new Error(
        `Row ${i - 1} ends its episode, and row ${i} has the same 'episode' id. Give each episode an id of its own.`,
      );
    if (follows) episodes[episodes.length - 1].push(i);
    else {
      if (ids && seen.has(ids[i]))
        throw new Error(
          `Episode ${ids[i]} comes again at row ${i}: the rows of an episode stand together, in order of time.`,
        );
      if (ids) seen.add(ids[i]);
      episodes.push([i]);
    }
  }
  return episodes;
}

function scalar(columns: Columns, name: string): number | undefined {
  const column = columns.get(name);
  return column && column.data.length > 0 ? Number(column.data[0]) : undefined;
}

function numberOf(
  columns: Columns,
  name: string,
  given: number | undefined,
  flag: string,
  isFit: (value: number) => boolean,
  range: string,
) {
  const value = given ?? scalar(columns, name);
  if (value === undefined) throw new Error(`${name} is not known: store it in the file as '${name}', or give ${flag}.`);
  if (!isFit(value)) throw new Error(`${name} is ${value}; it lies in ${range}.`);
  return value;
}

/** The range of rewards, and a sentence where it was only observed. */
function rewardRange(
  columns: Columns,
  rewards: ArrayLike<number>,
  given: TransitionNumbers['reward'],
  hasCut: boolean,
) {
  const all = Array.from(rewards);
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  const [low, high] = [given?.low ?? scalar(columns, 'reward_low'), given?.high ?? scalar(columns, 'reward_high')];
  const range = { low: low ?? least, high: high ?? greatest };
  if (!(range.low <= least && range.high >= greatest))
    throw new Error(
      `Rewards lie in [${least}, ${greatest}], beyond the range [${range.low}, ${range.high}] that was given.`,
    );
  const isAssumed = hasCut && (low === undefined || high === undefined);
  const note = `What follows a truncated episode is bounded by the least and greatest reward in the file, ${range.low} and ${range.high}: say the task's own range with reward_low and reward_high.`;
  return { range, notes: isAssumed ? [note] : [] };
}

/** Other residuals of each row. */
function alternativesOf(columns: Columns, chunks: readonly EvaluatedChunk[]): readonly LookedChunk[][] | undefined {
  const column = columns.get('alternatives');
  if (!column) return undefined;
  const [rows, count, width] = column.shape;
  if (column.shape.length !== 3 || rows !== chunks.length || count < 2 || width !== chunks[0].base.length)
    throw new Error(
      `'alternatives' has the shape [${column.shape}]; expected is [${chunks.length}, two or more, ${chunks[0].base.length}]: other residuals u of each row.`,
    );
  const { data } = checkFinite('alternatives', column);
  const at = (i: number, j: number) =>
    Float32Array.from({ length: width }, (_, k) => data[(i * count + j) * width + k]);
  return Array.from({ length: count }, (_, j) => chunks.map((chunk, i) => ({ ...chunk, residual: at(i, j) })));
}

/**
 * Transitions from columns.
 *
 * @param columns by name, as `docs/critic-report.md` describes them
 * @param numbers λ, γ and the range of rewards, which go before those in the file
 * @returns chunks, episodes, and what was assumed
 * @throws Error naming the column that is missing, has another shape, or holds what it must not
 */
export function transitionsOf(columns: Columns, numbers: TransitionNumbers = {}): Transitions {
  const [rows] = needed(columns, 'obs').shape;
  if (!(rows >= 2)) throw new Error(`There are ${rows ?? 0} transitions; a report needs at least two.`);
  const lambda = numberOf(
    columns,
    'lambda',
    numbers.lambda,
    '--lambda',
    (value) => value > 0,
    '(0, ∞), usually (0, 1]',
  );
  const discount = numberOf(
    columns,
    'discount',
    numbers.discount,
    '--discount',
    (value) => value >= 0 && value < 1,
    '[0, 1)',
  );
  const features = rowsOf(checked(columns, 'obs', rows, 2));
  const base = rowsOf(checked(columns, 'base_action', rows, 2));
  const residuals = residualsOf(columns, base, lambda);
  const reward = checked(columns, 'reward', rows, 1).data;
  const [terminated, truncated] = ['terminated', 'truncated'].map((name) => flags(columns, name, rows));
  const index = episodeRows(columns, terminated, truncated);
  const cut = index.filter((own) => !terminated[own.at(-1)!] && !truncated[own.at(-1)!]).length;
  const endOf = (i: number, isLast: boolean): EvaluatedChunk['end'] =>
    terminated[i] ? 'terminated' : isLast ? 'truncated' : undefined;
  const episodes = index.map((own, episode) =>
    own.map((i, t) => {
      const end = endOf(i, t === own.length - 1);
      return {
        episode,
        features: features[i],
        base: base[i],
        residual: residuals[i],
        reward: reward[i],
        ...(end && { end }),
      };
    }),
  );
  const chunks = episodes.flat();
  const hasOpen = episodes.some((trace) => trace.at(-1)?.end === 'truncated');
  const { range, notes } = rewardRange(columns, reward, numbers.reward, hasOpen);
  const cutNote = `${cut} of ${episodes.length} episodes have no end and count as truncated after their last row.`;
  const alternatives = alternativesOf(columns, chunks);
  return {
    chunks,
    episodes,
    alternatives,
    lambda,
    discount,
    reward: range,
    notes: [...(cut > 0 ? [cutNote] : []), ...notes],
  };
}
