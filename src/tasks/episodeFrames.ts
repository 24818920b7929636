/** The pictures of a recorded episode. */

import type { AnimationFrame } from '../pictures/index.js';
import { createFrameRenderer, type FrameOptions } from './renderFrame.js';

/** {@link FrameOptions}, captions, and how many observations to skip. */
export interface EpisodeFramesOptions extends FrameOptions {
  /** Draws every n-th observation and the last one; 2 by default. */
  readonly every?: number;
  /** The caption of observation i; its time by default. */
  readonly caption?: (index: number) => string;
}

/**
 * Draws a recorded episode.
 *
 * @param id task name
 * @param observations raw observations in time order, one per primitive step
 * @param options which observations, size, camera, captions
 * @returns frames for `rolloutAnimation`, at `controlHz / every` frames per second in real time
 */
export function episodeFrames(
  id: string,
  observations: readonly ArrayLike<number>[],
  options: EpisodeFramesOptions = {},
): AnimationFrame[] {
  const { every = 2, caption = (index: number) => `step ${index}` } = options;
  const last = observations.length - 1;
  const draw = createFrameRenderer(id, options);
  return observations.flatMap((obs, i) =>
    i % every === 0 || i === last ? [{ picture: draw(obs), caption: caption(i) }] : [],
  );
}
