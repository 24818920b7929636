/** Transitions from anywhere, checked: what a critic is asked about, and what came of it. */

import type { RewardRange } from '../rewards/index.js';
import type { EpisodeTrace, EvaluatedChunk, LookedChunk } from '../training/index.js';
import { type Columns, checked, checkFinite, flags, needed, numberOf, rowsOf, scalar } from './columns.js';
import { episodeRows } from './episodeRows.js';
import { residualsOf } from './residuals.js';

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

/** The range of rewards, and a sentence where it was only observed. */
function rewardRange(
  columns: Columns,
  rewards: ArrayLike<number>,
  given: TransitionNumbers['reward'],
  hasCut: boolean,
) {
  const all = Array.from(rewards);
  const [least, greatest] = [Math.min, Math.max].map((of) => all.reduce((end, reward) => of(end, reward)));
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

/** The episodes, and how many of them nobody says the end of. */
function tracesOf(columns: Columns, rows: number, lambda: number) {
  const features = rowsOf(checked(columns, 'obs', rows, 2));
  const base = rowsOf(checked(columns, 'base_action', rows, 2));
  const residuals = residualsOf(columns, base, lambda);
  const rewards = checked(columns, 'reward', rows, 1).data;
  const [terminated, truncated] = ['terminated', 'truncated'].map((name) => flags(columns, name, rows));
  const index = episodeRows(columns, terminated, truncated);
  const endOf = (i: number, isLast: boolean): EvaluatedChunk['end'] =>
    terminated[i] ? 'terminated' : isLast ? 'truncated' : undefined;
  const chunk = (i: number, episode: number, isLast: boolean): EvaluatedChunk => {
    const end = endOf(i, isLast);
    const acted = { base: base[i], residual: residuals[i], reward: rewards[i] };
    return { episode, features: features[i], ...acted, ...(end && { end }) };
  };
  const episodes = index.map((own, episode) => own.map((i, t) => chunk(i, episode, t === own.length - 1)));
  const cut = index.filter((own) => !terminated[own.at(-1)!] && !truncated[own.at(-1)!]).length;
  return { episodes, rewards, cut };
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
  const lambda = numberOf(columns, 'lambda', {
    given: numbers.lambda,
    flag: '--lambda',
    isFit: (value) => value > 0,
    range: '(0, ∞), usually (0, 1]',
  });
  const discount = numberOf(columns, 'discount', {
    given: numbers.discount,
    flag: '--discount',
    isFit: (value) => value >= 0 && value < 1,
    range: '[0, 1)',
  });
  const { episodes, rewards, cut } = tracesOf(columns, rows, lambda);
  const chunks = episodes.flat();
  const hasOpen = episodes.some((trace) => trace.at(-1)?.end === 'truncated');
  const { range, notes } = rewardRange(columns, rewards, numbers.reward, hasOpen);
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
