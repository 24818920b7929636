/** Columns of dots, one column per agent: the shared skeleton of figures that show every run. */

import { mergeLayout } from './figure.js';
import { wrapped } from './sideLabels.js';
import { type ThemeOptions, themeLayout } from './theme.js';

/**
 * Horizontal places for n dots in the column around `centre`: spread evenly, in an order that keeps neighbours in the
 * list apart. Deterministic, so that a figure drawn twice is the same.
 *
 * @param count number of dots
 * @param centre the column's place
 * @param width half the column's width
 * @returns one place for each dot
 */
export function dotPlaces(count: number, centre: number, width = 0.16): number[] {
  if (count === 1) return [centre];
  const golden = Array.from({ length: count }, (_, i) => ((i + 1) * 0.618034) % 1);
  const ranks = golden.map((value) => golden.filter((other) => other < value).length);
  return ranks.map((rank) => centre + ((2 * rank) / (count - 1) - 1) * width);
}

/** Characters that fit under all columns together, on the narrowest page that a figure is drawn for. */
const ROW_CHARACTERS = 100;

/** Height of a line of tick labels, and width of a character, in pixels. */
const [LINE_PIXELS, CHARACTER_PIXELS] = [17, 7];

/**
 * The theme's layout with columns side by side. Labels continue below where a column is too narrow for them, and are
 * turned upright where even a single word would not fit; the figure grows by what they need beyond two lines.
 *
 * @param options title, subtitle and height of the figure
 * @param labels what stands under each column; `<br>` starts a line
 * @returns a layout with one tick for each column
 */
export function columnLayout(options: ThemeOptions, labels: readonly string[]): Record<string, unknown> {
  const width = Math.floor(ROW_CHARACTERS / labels.length);
  const lines = labels.map((label) => label.split('<br>').flatMap((line) => wrapped(line, width)));
  const isTurned = lines.flat().some((line) => line.length > width);
  const longest = Math.max(...labels.flatMap((label) => label.split('<br>').map((line) => line.length)));
  const pixels = isTurned ? CHARACTER_PIXELS * longest : LINE_PIXELS * Math.max(...lines.map((own) => own.length));
  const room = Math.max(0, Math.ceil(pixels - 2 * LINE_PIXELS));
  const layout = themeLayout({ ...options, height: options.height + room });
  const { b } = layout.margin as { b: number };
  return mergeLayout(layout, {
    margin: { b: b + room },
    xaxis: {
      tickvals: labels.map((_, i) => i),
      ticktext: isTurned ? labels : lines.map((own) => own.join('<br>')),
      tickangle: isTurned ? -90 : 0,
      range: [-0.5, labels.length - 0.5],
      showgrid: false,
      ticklen: 0,
    },
  });
}
