/** A collector as it stands between two rounds, for checkpoints. */

import type { ArrayTree, NdArray } from '../arrays/index.js';
import type { RandomStream } from '../random/index.js';
import { type Collector, startEpisodes } from './collector.js';

/** Everything that a resumed collector needs; nothing where environments cannot save their state. */
export async function snapshotCollector(collector: Collector): Promise<ArrayTree> {
  const { features, baseActions, episodeSeeds } = collector;
  const { snapshot } = collector.env;
  if (!snapshot) return {};
  return {
    env: await snapshot(),
    base: collector.base.snapshot(),
    features: { shape: [features.length], data: features.slice() },
    baseActions: { shape: [baseActions.length], data: baseActions.slice() },
    // The bits of unsigned integers in signed ones: files know no others.
    episodeSeeds: { shape: [episodeSeeds.length], data: Int32Array.from(episodeSeeds) },
  };
}

/**
 * Puts back what {@link snapshotCollector} returned.
 *
 * @param collector changed in place
 * @param state what was saved
 * @param stream the `env` stream: where environments cannot save their state, new episodes begin
 * @returns whether the episodes go on
 */
export async function restoreCollector(collector: Collector, state: ArrayTree, stream: RandomStream): Promise<boolean> {
  const { restore, slots } = collector.env;
  if (!restore) {
    const all = Array.from({ length: slots }, (_, slot) => slot);
    await startEpisodes(collector, all, stream);
    return false;
  }
  await restore(state.env as ArrayTree);
  collector.base.restore((state.base ?? {}) as ArrayTree);
  collector.features.set((state.features as NdArray).data);
  collector.baseActions.set((state.baseActions as NdArray).data);
  collector.episodeSeeds.set((state.episodeSeeds as NdArray).data);
  return true;
}
