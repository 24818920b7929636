/** What collection carries from chunk to chunk: what every slot shows, and what the base policy will do there. */

import type { ResidualDims } from '../algorithms/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor, baseChunks, checkFits } from '../policies/index.js';
import type { RandomStream } from '../random/index.js';
import { beginEpisode, stacksOf } from '../rollouts/index.js';
import { lastFrameFeatures, residualDims } from './sight.js';

/** What collection carries from chunk to chunk. */
export interface Collector {
  readonly env: VectorEnv;
  readonly base: BasePolicy;
  readonly dims: ResidualDims;
  /** Features of every slot, [slots × featureDim]. */
  readonly features: Float32Array;
  /** The base chunk that every slot will execute next, [slots × chunkDim]. */
  readonly baseActions: Float32Array;
  /** Seed of the episode in every slot. */
  readonly episodeSeeds: Uint32Array;
}

/**
 * Prepares collection; {@link startEpisodes} must follow, or `restoreCollector`.
 *
 * @param env environments, all slots alike
 * @param base frozen base policy with as many slots
 * @returns the collector
 * @throws RangeError when they do not belong together
 */
export function createCollector(env: VectorEnv, base: BasePolicy): Collector {
  checkFits(base, env);
  const dims = residualDims(env);
  return {
    env,
    base,
    dims,
    features: new Float32Array(env.slots * dims.featureDim),
    baseActions: new Float32Array(env.slots * dims.chunkDim),
    episodeSeeds: new Uint32Array(env.slots),
  };
}

/**
 * Resets some slots to fresh episodes and asks the base policy for its first chunks there.
 *
 * @param collector changed in place
 * @param slots which ones
 * @param stream the `env` stream, which gives every episode its seed
 */
export async function startEpisodes(
  collector: Collector,
  slots: readonly number[],
  stream: Pick<RandomStream, 'uint32'>,
): Promise<void> {
  if (slots.length === 0) return;
  const { env, base, dims } = collector;
  const actor = baseActor(base, env.spec);
  for (const slot of slots) {
    const { seed } = await beginEpisode(env, actor, slot, stream.uint32());
    collector.episodeSeeds[slot] = seed;
  }
  const stacks = stacksOf(env, slots);
  writeRows(collector.features, slots, lastFrameFeatures(env, stacks), dims.featureDim);
  writeRows(collector.baseActions, slots, await baseChunks(base, env.spec, slots, stacks), dims.chunkDim);
}

function writeRows(target: Float32Array, slots: readonly number[], rows: Float32Array, width: number): void {
  slots.forEach((slot, row) => {
    target.set(rows.subarray(row * width, (row + 1) * width), slot * width);
  });
}
