/** Evaluated episodes as a file of transitions. */

import { encodeNpz, type NdArray } from '../arrays/index.js';
import type { EpisodeTrace, EvaluatedChunk } from '../training/index.js';
import type { Transitions } from './transitions.js';

const scalar = (value: number) => ({ shape: [], data: Float64Array.of(value) });

/**
 * Episodes as an archive that `readTransitions` and `np.load` read.
 *
 * @param episodes traces of evaluated episodes, for instance of `traceEpisodes`
 * @param numbers λ, γ and the range of rewards
 * @returns the bytes of an `.npz` file
 * @throws RangeError on no episodes
 */
export function encodeTransitions(
  episodes: readonly EpisodeTrace[],
  { lambda, discount, reward }: Pick<Transitions, 'lambda' | 'discount' | 'reward'>,
): Uint8Array {
  const chunks = episodes.flat();
  if (chunks.length === 0)
    throw new RangeError('encodeTransitions: there are no transitions. Trace an episode at least.');
  const matrix = (of: (chunk: EvaluatedChunk) => Float32Array): NdArray => ({
    shape: [chunks.length, of(chunks[0]).length],
    data: Float32Array.from(chunks.flatMap((chunk) => Array.from(of(chunk)))),
  });
  const ended = (end: EvaluatedChunk['end']): NdArray => ({
    shape: [chunks.length],
    data: Uint8Array.from(chunks, (chunk) => Number(chunk.end === end)),
  });
  return encodeNpz({
    obs: matrix(({ features }) => features),
    base_action: matrix(({ base }) => base),
    residual: matrix(({ residual }) => residual),
    reward: { shape: [chunks.length], data: Float32Array.from(chunks, (chunk) => chunk.reward) },
    terminated: ended('terminated'),
    truncated: ended('truncated'),
    episode: { shape: [chunks.length], data: Int32Array.from(episodes.flatMap((trace, i) => trace.map(() => i))) },
    lambda: scalar(lambda),
    discount: scalar(discount),
    reward_low: scalar(reward.low),
    reward_high: scalar(reward.high),
  });
}
