/** What evaluated episodes went through, chunk by chunk. */

import { type GroundedValue, returnBounds } from '../../diagnostics/index.js';
import { type RewardRange, sparseReward } from '../../rewards/index.js';
import type { EvaluatedChunk } from '../evaluatedChunk.js';

/** The chunks of an episode in order; the last one has an `end`. */
export type EpisodeTrace = readonly EvaluatedChunk[];

/**
 * A listener for `evaluate` that keeps the chunks of its first episodes.
 *
 * @param episodes how many to keep
 * @returns `onChunk`, and the traces of the episodes that have ended, in the order of their seeds
 */
export function traceEpisodes(episodes: number): {
  readonly onChunk: (chunk: EvaluatedChunk) => void;
  readonly traces: () => readonly EpisodeTrace[];
} {
  const kept: EvaluatedChunk[][] = Array.from({ length: episodes }, () => []);
  return {
    onChunk: (chunk) => {
      if (chunk.episode < episodes) kept[chunk.episode].push(chunk);
    },
    traces: () => kept.filter((trace) => trace.at(-1)?.end !== undefined),
  };
}

/**
 * Q-values of traced chunks beside their returns.
 *
 * @param traces episodes
 * @param q one value per chunk, episode after episode
 * @param discount γ per chunk
 * @param rule least and greatest reward of a chunk; −1 until success by default
 * @returns values with the bounds of their returns, in the same order
 */
export function groundedValues(
  traces: readonly EpisodeTrace[],
  q: ArrayLike<number>,
  discount: number,
  rule: RewardRange = sparseReward,
): GroundedValue[] {
  let next = 0;
  return traces.flatMap((trace) => {
    const rewards = trace.map(({ reward }) => reward);
    const { lower, upper } = returnBounds({ rewards, end: endOf(trace) }, discount, rule);
    return trace.map((_, t) => ({ q: q[next++], lower: lower[t], upper: upper[t] }));
  });
}

/**
 * Q-values beside soft returns, of the episodes that terminated: G_t = r_t + γ(G_{t+1} − α log π_{t+1}).
 *
 * @param traces episodes
 * @param q one value per chunk, episode after episode
 * @param entropyCosts α log π of each chunk, in the same order
 * @param discount γ per chunk
 * @returns values with their returns; those of truncated episodes are left out, since nothing bounds their tails
 */
export function softlyGroundedValues(
  traces: readonly EpisodeTrace[],
  q: ArrayLike<number>,
  entropyCosts: ArrayLike<number>,
  discount: number,
): GroundedValue[] {
  let start = 0;
  return traces.flatMap((trace) => {
    const first = start;
    start += trace.length;
    if (endOf(trace) === 'truncated') return [];
    const rewards = trace.map(({ reward }, t) =>
      t === trace.length - 1 ? reward : reward - discount * entropyCosts[first + t + 1],
    );
    const { lower, upper } = returnBounds({ rewards, end: 'terminated' }, discount);
    return trace.map((_, t) => ({ q: q[first + t], lower: lower[t], upper: upper[t] }));
  });
}

function endOf(trace: EpisodeTrace): 'terminated' | 'truncated' {
  return trace.at(-1)?.end ?? 'truncated';
}
