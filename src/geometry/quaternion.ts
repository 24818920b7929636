/** Unit quaternions (w, x, y, z), as plain tuples. */

import { add, cross, length, scale, type Vec3 } from './vector.js';

/** A unit quaternion: w, x, y, z. */
export type Quat = readonly [number, number, number, number];

/**
 * Four consecutive numbers of an array as a quaternion.
 *
 * @param values any numbers; the four are w, x, y, z
 * @param offset index of the first of the four
 * @returns the quaternion, not normalized
 */
export function quatAt(values: ArrayLike<number>, offset: number): Quat {
  return [values[offset], values[offset + 1], values[offset + 2], values[offset + 3]];
}

/**
 * Hamilton product: first rotate by `b`, then by `a`.
 *
 * @param a unit quaternion
 * @param b unit quaternion
 * @returns the combined rotation
 */
export function multiply(a: Quat, b: Quat): Quat {
  return [
    a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
    a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
    a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
    a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
  ];
}

/**
 * The inverse rotation.
 *
 * @param q unit quaternion
 * @returns its conjugate
 */
export function conjugate(q: Quat): Quat {
  return [q[0], -q[1], -q[2], -q[3]];
}

/**
 * `v` rotated by `q`.
 *
 * @param q unit quaternion
 * @param v vector
 * @returns the rotated vector, of the same length
 */
export function rotate(q: Quat, v: Vec3): Vec3 {
  const axis: Vec3 = [q[1], q[2], q[3]];
  const t = scale(cross(axis, v), 2);
  return add(add(v, scale(t, q[0])), cross(axis, t));
}

/**
 * The rotation by `angle` radians about the vertical axis.
 *
 * @param angle radians, counter-clockwise from above
 * @returns unit quaternion
 */
export function aboutZ(angle: number): Quat {
  return [Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)];
}

/**
 * The rotation whose axis times angle (radians) is `v`.
 *
 * @param v rotation vector, radians
 * @returns unit quaternion
 */
export function fromRotationVector(v: Vec3): Quat {
  const angle = length(v);
  if (angle < 1e-9) return [1, v[0] / 2, v[1] / 2, v[2] / 2];
  const s = Math.sin(angle / 2) / angle;
  return [Math.cos(angle / 2), s * v[0], s * v[1], s * v[2]];
}

/**
 * Axis times angle, in radians; the angle is in [0, π].
 *
 * @param q unit quaternion; `q` and `−q` give the same
 * @returns rotation vector, radians
 */
export function toRotationVector(q: Quat): Vec3 {
  const sign = q[0] < 0 ? -1 : 1;
  const vector: Vec3 = [sign * q[1], sign * q[2], sign * q[3]];
  const sine = length(vector);
  if (sine < 1e-9) return scale(vector, 2);
  return scale(vector, (2 * Math.atan2(sine, sign * q[0])) / sine);
}
