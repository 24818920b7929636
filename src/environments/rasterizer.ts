/** A software rasteriser: pictures of a scene without a GPU, a browser or a native library. */

import {
  applyShade,
  type Canvas,
  type Corner,
  createCanvas,
  downsample,
  drawLine,
  fillTriangle,
  glassPaint,
  shadePaint,
  snap,
  solidPaint,
} from './pixels.js';
import { add, cross, length, rotate, scale, subtract, type Vec3, vec3At } from './quaternion.js';
import { type Camera, PALETTE, type ScenePart } from './scene.js';

/** A picture: red, green, blue per pixel, row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Size and quality of a picture. */
export interface PictureOptions {
  /** Pixels; 360 by default. */
  readonly width?: number;
  /** Pixels; 270 by default. */
  readonly height?: number;
  /** Samples per pixel and side, against jagged edges; 2 by default. */
  readonly supersample?: number;
}

const unit = (v: Vec3): Vec3 => scale(v, 1 / length(v));
const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Direction to the lamp. */
const LAMP = unit([0.45, -0.4, 1]);
const NEAR = 0.02;

/** Projects world points to the screen. */
type Project = (point: Vec3, light: number) => Corner | undefined;

function projector(camera: Camera, width: number, height: number): Project {
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
function lightAt(point: Vec3, normal: Vec3, eye: Vec3): number {
  const view = unit(subtract(eye, point));
  const facing = dot(normal, view) < 0 ? scale(normal, -1) : normal;
  const highlight = Math.max(0, dot(facing, unit(add(view, LAMP)))) ** 24;
  return 0.6 + 0.4 * Math.max(0, dot(facing, LAMP)) + 0.06 * facing[2] + 0.08 * highlight;
}

type Triangle = readonly [Corner, Corner, Corner];

function triangles(part: ScenePart, corners: readonly (Corner | undefined)[]): Triangle[] {
  const found: Triangle[] = [];
  const indices = part.mesh.triangles;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [corners[indices[i]], corners[indices[i + 1]], corners[indices[i + 2]]];
    if (a && b && c) found.push([a, b, c]);
  }
  return found;
}

function world(part: ScenePart, values: Float32Array, index: number): Vec3 {
  return add(part.pose.p, rotate(part.pose.q, vec3At(values, 3 * index)));
}

function vertices<T>(part: ScenePart, map: (point: Vec3, index: number) => T): T[] {
  return Array.from({ length: part.mesh.vertices.length / 3 }, (_, i) => map(world(part, part.mesh.vertices, i), i));
}

/** The part's triangles on screen, lit. */
function litTriangles(part: ScenePart, camera: Camera, project: Project): Triangle[] {
  const corners = vertices(part, (point, i) =>
    project(point, lightAt(point, rotate(part.pose.q, vec3At(part.mesh.normals, 3 * i)), camera.eye)),
  );
  return triangles(part, corners);
}

/** The part's shadow: its triangles moved along the light onto the ground z = 0. */
function castShadow(canvas: Canvas, part: ScenePart, project: Project): void {
  const corners = vertices(part, (point) => project(subtract(point, scale(LAMP, point[2] / LAMP[2])), 1));
  const paint = shadePaint(canvas, part.shadow ?? 0.25);
  for (const [a, b, c] of triangles(part, corners)) fillTriangle(canvas, a, b, c, paint, 1e-3);
}

function drawOutline(canvas: Canvas, part: ScenePart, project: Project, thickness: number): void {
  if (!part.outline) return;
  for (let i = 0; i < part.mesh.edges.length / 6; i++) {
    const [a, b] = [2 * i, 2 * i + 1].map((end) => project(world(part, part.mesh.edges, end), 1));
    if (a && b) drawLine(canvas, a, b, part.outline, thickness, (part.opacity ?? 1) < 1 ? 0.8 : 1);
  }
}

function drawOpaque(canvas: Canvas, part: ScenePart, camera: Camera, project: Project): void {
  const paint = solidPaint(canvas, part.color);
  for (const [a, b, c] of litTriangles(part, camera, project)) fillTriangle(canvas, a, b, c, paint);
}

/** Translucent parts, farthest triangle first. */
function drawTranslucent(canvas: Canvas, parts: readonly ScenePart[], camera: Camera, project: Project): void {
  const drawn = parts.flatMap((part) => litTriangles(part, camera, project).map((corners) => ({ part, corners })));
  const nearness = ([a, b, c]: Triangle): number => a.w + b.w + c.w;
  drawn.sort((one, other) => nearness(one.corners) - nearness(other.corners));
  for (const { part, corners } of drawn)
    fillTriangle(canvas, ...corners, glassPaint(canvas, part.color, part.opacity ?? 1));
}

/**
 * Draws a scene: the ground with shadows, opaque parts, then translucent ones.
 *
 * @param ground what shadows fall on, at z = 0
 * @param parts everything else
 * @param camera where from
 * @param options size and quality
 * @returns the picture
 */
export function renderScene(
  ground: ScenePart,
  parts: readonly ScenePart[],
  camera: Camera,
  options: PictureOptions = {},
): Picture {
  const { width = 360, height = 270, supersample = 2 } = options;
  const canvas = createCanvas(width * supersample, height * supersample, PALETTE.background);
  const project = projector(camera, canvas.width, canvas.height);
  drawOpaque(canvas, ground, camera, project);
  drawOutline(canvas, ground, project, supersample);
  const opaque = parts.filter((part) => (part.opacity ?? 1) >= 1);
  const translucent = parts.filter((part) => (part.opacity ?? 1) < 1);
  for (const part of parts) castShadow(canvas, part, project);
  applyShade(canvas, PALETTE.shadow);
  for (const part of opaque) drawOpaque(canvas, part, camera, project);
  for (const part of opaque) drawOutline(canvas, part, project, supersample);
  drawTranslucent(canvas, translucent, camera, project);
  for (const part of translucent) drawOutline(canvas, part, project, supersample);
  return { width, height, rgb: downsample(canvas, supersample) };
}
