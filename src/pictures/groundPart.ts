/**
 * The ground that pictures stand on.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { ORIGIN } from '../geometry/index.js';
import { groundMesh } from './mesh.js';
import { PALETTE, type ScenePart } from './scene.js';

/**
 * The ground with a grid of 10 cm.
 *
 * @param low least x and y, metres
 * @param high greatest x and y, metres
 * @returns the part, at z = 0
 */
export function groundPart(low: readonly [number, number], high: readonly [number, number]): ScenePart {
  return { mesh: groundMesh(low, high, 0.1), pose: ORIGIN, color: PALETTE.ground, outline: PALETTE.grid };
}
