/** Pictures of a task from raw observations: no physics needed, so recorded episodes can be drawn at any time. */

import { createRenderer, type Picture, type PictureOptions } from './rasterizer.js';
import type { Camera } from './scene.js';
import { envView } from './views.js';

/** {@link PictureOptions} and the camera. */
export interface FrameOptions extends PictureOptions {
  /** The task's own camera by default. */
  readonly camera?: Camera;
}

/**
 * Prepares pictures of a task; faster than {@link renderFrame} where there are many.
 *
 * @param id task name
 * @param options size, quality and camera
 * @returns the function from a raw observation, [obsDim], to its picture
 * @throws Error on an unknown task
 */
export function createFrameRenderer(id: string, options: FrameOptions = {}): (obs: ArrayLike<number>) => Picture {
  const view = envView(id);
  const render = createRenderer(view.ground, options.camera ?? view.camera, options);
  return (obs) => render(view.parts(obs));
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
  return createFrameRenderer(id, options)(obs);
}
