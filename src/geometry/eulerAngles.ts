/** The package's Euler angles: intrinsic rotations about z, y, x with its own signs, as its `rotations.py` has them. */

import type { Quat } from './quaternion.js';
import type { Vec3 } from './vector.js';

/**
 * Orientation from Euler angles.
 *
 * @param euler angles about x, y, z, radians
 * @returns w, x, y, z
 */
export function eulerToQuaternion([x, y, z]: Vec3): Quat {
  const [ai, aj, ak] = [z / 2, -y / 2, x / 2];
  const [si, sj, sk] = [Math.sin(ai), Math.sin(aj), Math.sin(ak)];
  const [ci, cj, ck] = [Math.cos(ai), Math.cos(aj), Math.cos(ak)];
  const [cc, cs, sc, ss] = [ci * ck, ci * sk, si * ck, si * sk];
  return [cj * cc + sj * ss, cj * cs - sj * sc, -(cj * ss + sj * cc), cj * sc - sj * cs];
}

/** Below this cosine of the middle angle the other two are not determined (four double-precision units). */
const SINGULAR = 4 * Number.EPSILON;

/**
 * Euler angles of an orientation, the inverse of {@link eulerToQuaternion}.
 *
 * @param quat w, x, y, z, of any length but 0
 * @returns angles about x, y, z, radians
 */
export function quaternionToEuler([w, x, y, z]: ArrayLike<number> & Iterable<number>): Vec3 {
  const s = 2 / (w * w + x * x + y * y + z * z);
  const m00 = 1 - (y * (y * s) + z * (z * s));
  const m01 = x * (y * s) - w * (z * s);
  const m02 = x * (z * s) + w * (y * s);
  const m10 = x * (y * s) + w * (z * s);
  const m11 = 1 - (x * (x * s) + z * (z * s));
  const m12 = y * (z * s) - w * (x * s);
  const m22 = 1 - (x * (x * s) + y * (y * s));
  const cosine = Math.sqrt(m22 * m22 + m12 * m12);
  const regular = cosine > SINGULAR;
  return [
    regular ? -Math.atan2(m12, m22) : 0,
    -Math.atan2(-m02, cosine),
    regular ? -Math.atan2(m01, m00) : -Math.atan2(-m10, m11),
  ];
}
