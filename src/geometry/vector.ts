/** Vectors of three numbers, as plain tuples. */

/** Three numbers: x, y, z. */
export type Vec3 = readonly [number, number, number];

/**
 * Three consecutive numbers of an array as a vector.
 *
 * @param values any numbers
 * @param offset index of the first of the three
 * @returns the vector
 */
export function vec3At(values: ArrayLike<number>, offset: number): Vec3 {
  return [values[offset], values[offset + 1], values[offset + 2]];
}

/**
 * `a + b`.
 *
 * @param a vector
 * @param b vector
 * @returns their sum
 */
export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/**
 * `a − b`.
 *
 * @param a vector
 * @param b vector
 * @returns their difference
 */
export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/**
 * `a · b`, the inner product.
 *
 * @param a vector
 * @param b vector
 * @returns the number
 */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * `factor · a`.
 *
 * @param a vector
 * @param factor number
 * @returns the scaled vector
 */
export function scale(a: Vec3, factor: number): Vec3 {
  return [factor * a[0], factor * a[1], factor * a[2]];
}

/**
 * Euclidean length.
 *
 * @param a vector
 * @returns √(a·a), in the unit of `a`
 */
export function length(a: Vec3): number {
  return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
}

/**
 * Cross product `a × b`.
 *
 * @param a vector
 * @param b vector
 * @returns a vector orthogonal to both
 */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
