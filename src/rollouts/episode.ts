/** Episodes in the slots of a vector of environments: how one begins, takes a chunk, and ends. */

import { type ChunkBatch, chunkEnd, chunkReward, type VectorEnv } from '../environments/index.js';

/** An episode under way. */
export interface RunningEpisode {
  /** Which one, from 0, in the order of the seeds. */
  readonly index: number;
  /** Where it is simulated. */
  readonly slot: number;
  readonly seed: number;
  /** Chunks that it has had. */
  readonly chunks: number;
}

/** What acts, at the least. */
export interface Acted {
  /** Chunks to execute, [episodes × executeSteps × actionDim]. */
  readonly actions: Float32Array;
}

/** Who acts in episodes. */
export interface Actor<A extends Acted = Acted> {
  /** An episode begins in a slot. */
  begin(slot: number, seed: number): void;
  /**
   * The next chunk of some episodes.
   *
   * @param episodes whose, in the order of the rows
   * @param obsStacks raw observations, oldest first, [episodes × obsHorizon × obsDim]
   */
  act(episodes: readonly RunningEpisode[], obsStacks: Float32Array): A | Promise<A>;
}

/** What one chunk brought in some episodes; entry i belongs to the i-th of them. */
export interface ChunkResults {
  readonly step: ChunkBatch;
  /** By the task's rule. */
  readonly rewards: readonly number[];
  /** How the episode ended with the chunk; undefined where it goes on. */
  readonly ends: readonly ('terminated' | 'truncated' | undefined)[];
}

/**
 * The latest observations of some slots.
 *
 * @param env the vector
 * @param slots which ones
 * @returns stacks, oldest observation first, [slots × obsHorizon × obsDim], a copy
 */
export function stacksOf(env: VectorEnv, slots: readonly number[]): Float32Array {
  const width = env.obsHorizon * env.spec.obsDim;
  const stacks = new Float32Array(slots.length * width);
  slots.forEach((slot, row) => {
    stacks.set(env.obsStacks.subarray(slot * width, (slot + 1) * width), row * width);
  });
  return stacks;
}

/**
 * Begins an episode: who acts there is told, and the environment is reset.
 *
 * @param env the vector
 * @param actor who will act
 * @param slot where
 * @param seed of the episode
 * @param index which one it is, from 0
 * @returns the episode, before its first chunk
 */
export async function beginEpisode(
  env: VectorEnv,
  actor: Pick<Actor, 'begin'>,
  slot: number,
  seed: number,
  index = 0,
): Promise<RunningEpisode> {
  actor.begin(slot, seed);
  await env.reset(slot, seed);
  return { index, slot, seed, chunks: 0 };
}

/**
 * Executes one chunk in some slots, and says what it was worth and what it ended.
 *
 * @param env the vector
 * @param slots which ones
 * @param actions their chunks, [slots × executeSteps × actionDim]
 * @param successEnds whether success ends an episode, also in an environment that would go on
 * @returns what came back, rewards and endings
 * @throws RangeError when a reward lies outside the range of the task's rule
 */
export async function stepEpisodes(
  env: VectorEnv,
  slots: readonly number[],
  actions: Float32Array,
  successEnds = true,
): Promise<ChunkResults> {
  const step = await env.stepChunks(slots, actions);
  const rewards = slots.map((_, row) => chunkReward(env.reward, step, row));
  const ends = slots.map((_, row) => chunkEnd(step, row, successEnds));
  return { step, rewards, ends };
}
