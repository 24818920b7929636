/**
 * Filling triangles and lines into a depth-buffered image.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { blend, type Canvas, type Paint } from './canvas.js';
import type { Rgb } from './scene.js';

/** A corner on screen: x, y in pixels, 1 / distance, and the light that falls there. */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly light: number;
}

/** Positions are rounded to this fraction of a pixel: edge functions are then exact, and neighbours share no pixel. */
const GRID = 16;

/** Rounds a position to the grid on which {@link fillTriangle} is exact. */
export function snap(position: number): number {
  return Math.round(position * GRID) / GRID;
}

/** Whether pixel centres exactly on the edge from p to q belong to the triangle: true for one of two neighbours. */
function ownsEdge(p: Corner, q: Corner): boolean {
  return q.y > p.y || (q.y === p.y && q.x > p.x);
}

/**
 * Calls `paint` for every pixel centre inside a triangle that is nearer than what is there. Of two triangles with a
 * common edge, exactly one paints each pixel on it.
 *
 * @param canvas the image; only its depths are read
 * @param a a corner, at {@link snap}ped coordinates, as the others
 * @param bias added to the nearness in the comparison, for what lies on a surface
 */
export function fillTriangle(canvas: Canvas, a: Corner, b: Corner, c: Corner, paint: Paint, bias = 0): void {
  const { width, height, nearness } = canvas;
  const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  if (area === 0) return;
  if (area < 0) {
    fillTriangle(canvas, a, c, b, paint, bias);
    return;
  }
  const top = Math.max(0, Math.ceil(Math.min(a.y, b.y, c.y) - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(a.y, b.y, c.y) - 0.5));
  const left = Math.max(0, Math.ceil(Math.min(a.x, b.x, c.x) - 0.5));
  const right = Math.min(width - 1, Math.floor(Math.max(a.x, b.x, c.x) - 0.5));
  const [tieA, tieB, tieC] = [ownsEdge(b, c), ownsEdge(c, a), ownsEdge(a, b)];
  for (let y = top; y <= bottom; y++) {
    const dx = left + 0.5 - a.x;
    const dy = y + 0.5 - a.y;
    let edgeB = dx * (c.y - a.y) - dy * (c.x - a.x);
    let edgeC = dy * (b.x - a.x) - dx * (b.y - a.y);
    for (let x = left; x <= right; x++, edgeB += c.y - a.y, edgeC += a.y - b.y) {
      const edgeA = area - edgeB - edgeC;
      if (edgeA < 0 || edgeB < 0 || edgeC < 0) continue;
      if ((edgeA === 0 && !tieA) || (edgeB === 0 && !tieB) || (edgeC === 0 && !tieC)) continue;
      const w = (edgeA * a.w + edgeB * b.w + edgeC * c.w) / area;
      const pixel = y * width + x;
      if (w + bias > nearness[pixel]) paint(pixel, w, (edgeA * a.light + edgeB * b.light + edgeC * c.light) / area);
    }
  }
}

/**
 * Draws a line where nothing nearer hides it.
 *
 * @param thickness pixels
 * @param alpha opacity, 0 to 1
 */
export function drawLine(canvas: Canvas, a: Corner, b: Corner, color: Rgb, thickness: number, alpha: number): void {
  const { width, height, nearness } = canvas;
  const steps = Math.ceil(Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y), 1));
  const steep = Math.abs(b.y - a.y) > Math.abs(b.x - a.x);
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const w = (a.w + t * (b.w - a.w)) * 1.004;
    const x0 = Math.round(a.x + t * (b.x - a.x) - (steep ? thickness / 2 : 0.5));
    const y0 = Math.round(a.y + t * (b.y - a.y) - (steep ? 0.5 : thickness / 2));
    for (let k = 0; k < thickness; k++) {
      const x = steep ? x0 + k : x0;
      const y = steep ? y0 : y0 + k;
      const pixel = y * width + x;
      if (x >= 0 && x < width && y >= 0 && y < height && w > nearness[pixel]) blend(canvas, pixel, color, 1, alpha);
    }
  }
}
