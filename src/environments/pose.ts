/** Frames: where something is and how it is turned. */

import { add, multiply, type Quat, rotate, type Vec3 } from './quaternion.js';

/** A frame, in the world or in another frame. */
export interface Pose {
  /** Metres. */
  readonly p: Vec3;
  readonly q: Quat;
}

/** The world's own frame. */
export const ORIGIN: Pose = { p: [0, 0, 0], q: [1, 0, 0, 0] };

/** The frame `inner`, given in `outer`, in the world. */
export function compose(outer: Pose, inner: Pose): Pose {
  return { p: add(outer.p, rotate(outer.q, inner.p)), q: multiply(outer.q, inner.q) };
}
