/**
 * A depth-buffered image: making it, colouring its pixels, averaging it.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import type { Rgb } from './scene.js';

/** An image under construction. Positions are in pixels, depths are 1 / distance: larger is nearer, linear on screen. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Colours in [0, 1], three per pixel. */
  readonly color: Float32Array;
  /** 1 / distance from the camera plane, per pixel; 0 is infinitely far. */
  readonly nearness: Float32Array;
  /** Shadow on the ground, per pixel. */
  readonly shade: Float32Array;
}

/** An empty image of one colour. */
export function createCanvas(width: number, height: number, [r, g, b]: Rgb): Canvas {
  const color = new Float32Array(3 * width * height);
  for (let i = 0; i < color.length; i += 3) {
    color[i] = r;
    color[i + 1] = g;
    color[i + 2] = b;
  }
  return { width, height, color, nearness: new Float32Array(width * height), shade: new Float32Array(width * height) };
}

/** An equal image that shares no memory. */
export function copyCanvas({ width, height, color, nearness, shade }: Canvas): Canvas {
  return { width, height, color: color.slice(), nearness: nearness.slice(), shade: shade.slice() };
}

/** What to do with a pixel that is covered and not hidden. */
export type Paint = (pixel: number, nearness: number, light: number) => void;

/** Covers what is behind. */
export function solidPaint(canvas: Canvas, color: Rgb): Paint {
  return (pixel, nearness, light) => {
    canvas.nearness[pixel] = nearness;
    blend(canvas, pixel, color, light, 1);
  };
}

/** Tints what is behind by `alpha`, from 0 to 1. */
export function glassPaint(canvas: Canvas, color: Rgb, alpha: number): Paint {
  return (pixel, _, light) => blend(canvas, pixel, color, light, alpha);
}

/** Notes a shadow; the deepest counts. */
export function shadePaint({ shade }: Canvas, depth: number): Paint {
  return (pixel) => {
    if (depth > shade[pixel]) shade[pixel] = depth;
  };
}

/** Tints the image by the shadows noted. */
export function applyShade(canvas: Canvas, color: Rgb): void {
  const { shade } = canvas;
  for (let pixel = 0; pixel < shade.length; pixel++) if (shade[pixel] > 0) blend(canvas, pixel, color, 1, shade[pixel]);
}

/** Mixes a lit colour into a pixel. */
export function blend(canvas: Canvas, pixel: number, color: Rgb, light: number, alpha: number): void {
  const pixels = canvas.color;
  const i = 3 * pixel;
  pixels[i] += alpha * (Math.min(1, color[0] * light) - pixels[i]);
  pixels[i + 1] += alpha * (Math.min(1, color[1] * light) - pixels[i + 1]);
  pixels[i + 2] += alpha * (Math.min(1, color[2] * light) - pixels[i + 2]);
}

/**
 * Averages blocks of pixels into 8-bit colours.
 *
 * @param factor pixels per side of a block
 * @returns red, green, blue per pixel, [height / factor × width / factor × 3]
 */
export function downsample(canvas: Canvas, factor: number): Uint8Array {
  const width = canvas.width / factor;
  const height = canvas.height / factor;
  const { color } = canvas;
  const rowLength = 3 * canvas.width;
  const out = new Uint8Array(3 * width * height);
  const scale = 255 / (factor * factor);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++, to++) {
        let sum = 0;
        let from = y * factor * rowLength + 3 * x * factor + channel;
        for (let j = 0; j < factor; j++, from += rowLength) for (let i = 0; i < factor; i++) sum += color[from + 3 * i];
        out[to] = sum * scale + 0.5;
      }
  return out;
}
