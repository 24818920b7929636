/** Pictures of a task from raw observations: no physics needed, so recorded episodes can be drawn at any time. */

import { type Camera, createRenderer, type Picture, type PictureOptions, type SceneView } from '../pictures/index.js';
import { physicsTasks } from './registry.js';

/** {@link PictureOptions} and the camera. */
export interface FrameOptions extends PictureOptions {
  /** The task's own camera by default. */
  readonly camera?: Camera;
}

/** How a task looks, without loading physics. */
function viewOf(id: string): SceneView {
  if (Object.hasOwn(physicsTasks, id)) return physicsTasks[id].view;
  throw new Error(`There is no picture of '${id}'; there are pictures of ${Object.keys(physicsTasks).join(', ')}.`);
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
  const view = viewOf(id);
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
