/**
 * From world points to the screen, and the light that falls on them.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { add, cross, dot, length, scale, subtract, type Vec3 } from '../geometry/index.js';
import { type Corner, snap } from './fill.js';
import type { Camera } from './scene.js';

const unit = (v: Vec3): Vec3 => scale(v, 1 / length(v));

/** Direction to the lamp. */
export const LAMP = unit([0.45, -0.4, 1]);
const NEAR = 0.02;

/** Projects world points to the screen. */
export type Project = (point: Vec3, light: number) => Corner | undefined;

/** The camera's projection to a picture of a size in pixels; nothing for points behind the camera. */
export function projector(camera: Camera, width: number, height: number): Project {
  const forward = unit(subtract(camera.target, camera.eye));
  const right = unit(cross(forward, [0, 0, 1]));
  const up = cross(right, forward);
  const focal = height / 2 / Math.tan((camera.verticalFov * Math.PI) / 360);
  return (point, light) => {
    const offset = subtract(point, camera.eye);
    const distance = dot(offset, forward);
    if (distance < NEAR) return undefined;
    const x = width / 2 + (focal * dot(offset, right)) / distance;
    const y = height / 2 - (focal * dot(offset, up)) / distance;
    return { x: snap(x), y: snap(y), w: 1 / distance, light };
  };
}

/** Lambert's law over a bright ambient light, with a faint highlight; surfaces are lit from the side that is seen. */
export function lightAt(point: Vec3, normal: Vec3, eye: Vec3): number {
  const view = unit(subtract(eye, point));
  const facing = dot(normal, view) < 0 ? scale(normal, -1) : normal;
  const highlight = Math.max(0, dot(facing, unit(add(view, LAMP)))) ** 24;
  return 0.6 + 0.4 * Math.max(0, dot(facing, LAMP)) + 0.06 * facing[2] + 0.08 * highlight;
}
