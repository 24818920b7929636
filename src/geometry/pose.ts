/** Frames: where something is and how it is turned. */

import { multiply, type Quat, rotate } from './quaternion.js';
import { add, type Vec3 } from './vector.js';

/** A frame, in the world or in another frame. */
export interface Pose {
  /** Metres. */
  readonly p: Vec3;
  readonly q: Quat;
}

/** What turns nothing. */
export const NO_TURN: Quat = [1, 0, 0, 0];
/** The world's own frame. */
export const ORIGIN: Pose = { p: [0, 0, 0], q: NO_TURN };

/**
 * A frame given in another frame, in the world: p = p_outer + q_outer p_inner q_outer*, q = q_outer q_inner.
 *
 * @param outer a frame in the world; metres, unit quaternion
 * @param inner a frame in `outer`
 * @returns `inner` in the world
 */
export function compose(outer: Pose, inner: Pose): Pose {
  return { p: add(outer.p, rotate(outer.q, inner.p)), q: multiply(outer.q, inner.q) };
}
