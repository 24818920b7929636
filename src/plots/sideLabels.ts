/** Labels at the right edge of a plot, beside the ends of their lines, moved apart where they would overlap. */

import { readableColor } from './readableColor.js';
import { type ThemeOptions, themeLayout } from './theme.js';

/** One label. */
export interface SideLabel {
  readonly text: string;
  readonly color: string;
  /** Height of the line's end, in the y axis' unit. */
  readonly y: number;
}

/** Height of a line of text, with its gap, in pixels. */
const LINE_PIXELS = 17;

/** Average width of a character of the theme's font at size 12, in pixels, rounded up; and what a wide one takes more. */
const [CHARACTER_PIXELS, WIDER] = [6.8, 2];

/** Width of a line at most, in pixels. */
const pixelsOf = (line: string) => CHARACTER_PIXELS * line.length + WIDER * (line.match(/[mwMW%@]/g) ?? []).length;

/** Longest line of a label, in characters; what is longer continues below. */
const LINE_CHARACTERS = 30;

/**
 * A text broken at spaces into lines; `38 %` and `n = 8` stay whole.
 *
 * @param text what to write
 * @param characters most characters on a line; a longer word stays whole
 * @returns the lines
 */
export function wrapped(text: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<!=) (?![%=])/)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : '';
    if (longer && longer.length <= characters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The theme's layout, made higher where its labels would not fit beside the plot.
 *
 * @param options title, subtitle and least height
 * @param labels what will stand at the right edge
 * @returns the layout, and the height of its plotting area in pixels
 */
export function labelledLayout(
  options: ThemeOptions,
  labels: readonly Pick<SideLabel, 'text'>[],
): { layout: Record<string, unknown>; plotPixels: number } {
  const lines = labels.flatMap(({ text }) => wrapped(text, LINE_CHARACTERS)).length;
  const { t, b } = themeLayout(options).margin as { t: number; b: number };
  const height = Math.max(options.height, LINE_PIXELS * lines + t + b);
  return { layout: themeLayout({ ...options, height }), plotPixels: height - t - b };
}

/**
 * Places labels without overlap, each as near to its line's end as the others allow.
 *
 * @param wanted heights wanted, any order
 * @param sizes height of each label, in the same unit
 * @param low lower end of the room
 * @param high upper end of the room
 * @returns heights of the labels' middles, in the order of `wanted`; within the room if the sizes fit into it
 */
export function spread(wanted: readonly number[], sizes: readonly number[], low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i] - wanted[j]);
  const placed = [...wanted];
  // Upwards pass from the floor, then a downwards one that brings back what left at the top.
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(placed[i], floor + sizes[i] / 2);
    floor = placed[i] + sizes[i] / 2;
  }
  let ceiling = high;
  for (const i of [...order].reverse()) {
    placed[i] = Math.min(placed[i], ceiling - sizes[i] / 2);
    ceiling = placed[i] - sizes[i] / 2;
  }
  return placed;
}

/**
 * The annotations of labels at the right edge, and the margin that they need.
 *
 * @param labels what to write, in any order
 * @param range lower and upper end of the y axis
 * @param plotPixels height of the plotting area, in pixels
 * @returns plotly annotations, and the right margin in pixels
 */
export function sideLabels(
  labels: readonly SideLabel[],
  range: readonly [number, number],
  plotPixels: number,
): { annotations: object[]; margin: number } {
  const line = ((range[1] - range[0]) * LINE_PIXELS) / plotPixels;
  const texts = labels.map(({ text }) => wrapped(text, LINE_CHARACTERS));
  const heights = spread(
    labels.map(({ y }) => y),
    texts.map((lines) => lines.length * line),
    range[0],
    range[1],
  );
  const annotations = labels.map(({ color }, i) => ({
    text: texts[i].join('<br>'),
    x: 1,
    xref: 'paper',
    xanchor: 'left',
    xshift: 6,
    y: heights[i],
    yref: 'y',
    yanchor: 'middle',
    showarrow: false,
    align: 'left',
    font: { color: readableColor(color, '#ffffff'), size: 12 },
  }));
  const widest = Math.max(0, ...texts.flat().map(pixelsOf));
  return { annotations, margin: Math.ceil(widest) + 16 };
}
