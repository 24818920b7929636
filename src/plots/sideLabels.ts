/** Labels at the right edge of a plot, beside the ends of their lines, moved apart where they would overlap. */

/** One label. */
export interface SideLabel {
  readonly text: string;
  readonly color: string;
  /** Height of the line's end, in the y axis' unit. */
  readonly y: number;
}

/** Height of a line of text, with its gap, in pixels. */
const LINE_PIXELS = 17;

/** Average width of a character of the theme's font at size 12, in pixels, rounded up. */
const CHARACTER_PIXELS = 6.8;

/**
 * Places labels without overlap, each as near to its line's end as the others allow.
 *
 * @param wanted heights wanted, any order
 * @param gap smallest distance between two
 * @param low smallest height allowed
 * @param high largest height allowed
 * @returns heights in the order of `wanted`
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i] - wanted[j]);
  const placed = wanted.map((y) => Math.min(high, Math.max(low, y)));
  // Upwards pass, then a downwards one that brings back what left at the top.
  for (let k = 1; k < order.length; k++) placed[order[k]] = Math.max(placed[order[k]], placed[order[k - 1]] + gap);
  let ceiling = high;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index], ceiling);
    ceiling = placed[index] - gap;
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
  const gap = ((range[1] - range[0]) * LINE_PIXELS) / plotPixels;
  const heights = spread(
    labels.map(({ y }) => y),
    gap,
    range[0] + gap / 2,
    range[1] - gap / 2,
  );
  const annotations = labels.map(({ text, color }, i) => ({
    text,
    x: 1,
    xref: 'paper',
    xanchor: 'left',
    xshift: 6,
    y: heights[i],
    yref: 'y',
    yanchor: 'middle',
    showarrow: false,
    align: 'left',
    font: { color, size: 12 },
  }));
  const longest = Math.max(0, ...labels.map(({ text }) => text.length));
  return { annotations, margin: Math.ceil(longest * CHARACTER_PIXELS) + 16 };
}
