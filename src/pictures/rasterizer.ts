/**
 * A software rasteriser: pictures of a scene without a GPU, a browser or a native library.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { add, rotate, scale, subtract, type Vec3, vec3At } from '../geometry/index.js';
import {
  applyShade,
  type Canvas,
  copyCanvas,
  createCanvas,
  downsample,
  glassPaint,
  shadePaint,
  solidPaint,
} from './canvas.js';
import { type Corner, drawLine, fillTriangle } from './fill.js';
import { LAMP, lightAt, type Project, projector } from './projection.js';
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
 * Prepares pictures of scenes on one ground from one camera. The ground is drawn once.
 *
 * @param ground what shadows fall on, at z = 0
 * @param camera where from
 * @param options size and quality
 * @returns the function from parts to a picture: shadows, opaque parts, then translucent ones
 */
export function createRenderer(
  ground: ScenePart,
  camera: Camera,
  options: PictureOptions = {},
): (parts: readonly ScenePart[]) => Picture {
  const { width = 360, height = 270, supersample = 2 } = options;
  const backdrop = createCanvas(width * supersample, height * supersample, PALETTE.background);
  const project = projector(camera, backdrop.width, backdrop.height);
  drawOpaque(backdrop, ground, camera, project);
  drawOutline(backdrop, ground, project, supersample);
  return (parts) => {
    const canvas = copyCanvas(backdrop);
    const opaque = parts.filter((part) => (part.opacity ?? 1) >= 1);
    const translucent = parts.filter((part) => (part.opacity ?? 1) < 1);
    for (const part of parts) castShadow(canvas, part, project);
    applyShade(canvas, PALETTE.shadow);
    for (const part of opaque) drawOpaque(canvas, part, camera, project);
    for (const part of opaque) drawOutline(canvas, part, project, supersample);
    drawTranslucent(canvas, translucent, camera, project);
    for (const part of translucent) drawOutline(canvas, part, project, supersample);
    return { width, height, rgb: downsample(canvas, supersample) };
  };
}
