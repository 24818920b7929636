/** Pictures of a task from raw observations: no physics needed, so recorded episodes can be drawn at any time. */

import { type Picture, type PictureOptions, renderScene } from './rasterizer.js';
import { envView } from './registry.js';
import type { Camera } from './scene.js';

/** {@link PictureOptions} and the camera. */
export interface FrameOptions extends PictureOptions {
  /** The task's own camera by default. */
  readonly camera?: Camera;
}

/**
 * Draws what a raw observation says.
 *
 * @param id task name
 * @param obs raw observation, [obsDim]
 * @param options size, quality and camera
 * @returns the picture
 * @throws Error on an unknown task
 */
export function renderFrame(id: string, obs: ArrayLike<number>, options: FrameOptions = {}): Picture {
  const view = envView(id);
  return renderScene(view.ground, view.parts(obs), options.camera ?? view.camera, options);
}
