/**
 * What a picture shows: coloured meshes in the world, and the camera that looks at them.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import type { Pose, Vec3 } from '../geometry/index.js';
import type { Mesh } from './mesh.js';

/** Red, green, blue, each in [0, 1]. */
export type Rgb = readonly [number, number, number];

/** A mesh somewhere in the world. */
export interface ScenePart {
  readonly mesh: Mesh;
  readonly pose: Pose;
  readonly color: Rgb;
  /** 1 hides what is behind; below 1, it shines through. */
  readonly opacity?: number;
  /** Colour of the mesh's outlines; none are drawn without it. */
  readonly outline?: Rgb;
  /** How much darker the ground is in its shadow, 0 to 1; 0.25 by default. */
  readonly shadow?: number;
}

/** Where a picture is taken from. */
export interface Camera {
  /** Metres. */
  readonly eye: Vec3;
  /** The point in the middle of the picture, metres. */
  readonly target: Vec3;
  /** Vertical field of view, degrees. */
  readonly verticalFov: number;
}

/** How a task is shown. */
export interface SceneView {
  /** What shadows fall on, at z = 0. */
  readonly ground: ScenePart;
  /** The parts for a raw observation. */
  readonly parts: (obs: ArrayLike<number>) => readonly ScenePart[];
  readonly camera: Camera;
}

/** Colours shared by the tasks' pictures. */
export const PALETTE = {
  background: [0.965, 0.972, 0.98],
  ground: [0.89, 0.905, 0.925],
  shadow: [0.2, 0.25, 0.35],
  grid: [0.82, 0.84, 0.87],
  peg: [0.89, 0.34, 0.2],
  pegOutline: [0.5, 0.15, 0.08],
  box: [0.98, 0.76, 0.3],
  boxOutline: [0.62, 0.42, 0.08],
  steel: [0.55, 0.6, 0.67],
  light: [0.94, 0.95, 0.97],
  dark: [0.27, 0.31, 0.37],
  goal: [0.25, 0.65, 0.42],
} as const satisfies Record<string, Rgb>;
