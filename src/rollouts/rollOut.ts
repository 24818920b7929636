/** The loop of episodes: whatever acts, whatever it is for. */

import { giveWay } from '../compute/index.js';
import type { VectorEnv } from '../environments/index.js';
import {
  type Acted,
  type Actor,
  beginEpisode,
  type ChunkResults,
  type RunningEpisode,
  stacksOf,
  stepEpisodes,
} from './episode.js';

/** Which episodes, and what stops them. */
export interface RollOutOptions {
  /** Seeds of the episodes: a slot whose episode ends takes the next one. None by default. */
  readonly seeds?: Iterable<number>;
  /** Episodes that are under way already, in order of their slots; by default every slot takes a seed. */
  readonly from?: readonly RunningEpisode[];
  /** Whether success ends an episode, also in environments that would go on; true by default. */
  readonly successEnds?: boolean;
  /** Stops between chunks. */
  readonly signal?: AbortSignal;
}

/** One chunk in every running episode; row i belongs to the i-th of them. */
export interface Round<A extends Acted = Acted> extends ChunkResults {
  /** As they were before the chunk, in order of their slots. */
  readonly episodes: readonly RunningEpisode[];
  /** What they saw before the chunk, [episodes × obsHorizon × obsDim]. */
  readonly obsStacks: Float32Array;
  readonly acted: A;
}

/**
 * Runs episodes side by side, one in each slot, round by round.
 *
 * @param env environments to use; their state is overwritten
 * @param actor who acts
 * @param options seeds, episodes under way, what ends them
 * @returns every round, after its chunk and before the slots whose episodes ended take their next seeds
 * @throws the signal's reason when it stops
 */
export async function* rollOut<A extends Acted>(
  env: VectorEnv,
  actor: Actor<A>,
  { seeds = [], from, successEnds = true, signal }: RollOutOptions,
): AsyncGenerator<Round<A>, void, void> {
  const pending = seeds[Symbol.iterator]();
  const turn = giveWay(signal);
  let index = 0;
  const next = async (slot: number): Promise<RunningEpisode[]> => {
    const { value: seed, done } = pending.next();
    return done ? [] : [await beginEpisode(env, actor, slot, seed, index++)];
  };
  let running = [...(from ?? [])];
  if (!from) for (let slot = 0; slot < env.slots; slot++) running.push(...(await next(slot)));
  while (running.length > 0) {
    await turn();
    const slots = running.map(({ slot }) => slot);
    const obsStacks = stacksOf(env, slots);
    const acted = await actor.act(running, obsStacks);
    const results = await stepEpisodes(env, slots, acted.actions, successEnds);
    yield { episodes: running, obsStacks, acted, ...results };
    const after: RunningEpisode[] = [];
    for (const [row, episode] of running.entries())
      after.push(...(results.ends[row] ? await next(episode.slot) : [{ ...episode, chunks: episode.chunks + 1 }]));
    running = after;
  }
}
