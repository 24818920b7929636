import { type ThemeOptions, themeLayout } from './theme.js';

/** Pixels between the plot and the legend, for tick labels and the axis title. */
const AXIS_PIXELS = 50;

/** Height of a row of the legend, in pixels. */
const ROW_PIXELS = 22;

/** Characters that a row holds on the narrowest page that a figure is drawn for, and those of an entry's sample. */
const [ROW_CHARACTERS, SAMPLE_CHARACTERS] = [90, 9];

/**
 * The theme's layout with a legend below the plot, where it covers neither data nor title; for figures whose lines have
 * no free end to write a label at.
 *
 * @param options title, subtitle and height of the figure without its legend
 * @param names what the legend lists; with fewer than two there is none
 * @returns a layout with room for the legend
 */
export function legendLayout(options: ThemeOptions, names: readonly string[]): Record<string, unknown> {
  const plain = themeLayout(options);
  if (names.length < 2) return plain;
  const widest = Math.max(...names.map((name) => name.length)) + SAMPLE_CHARACTERS;
  const perRow = Math.max(1, Math.floor(ROW_CHARACTERS / widest));
  const room = ROW_PIXELS * Math.ceil(names.length / perRow);
  const { t, b, ...margin } = plain.margin as Record<string, number>;
  const plotPixels = options.height - t - b;
  return {
    ...plain,
    height: options.height + room,
    margin: { ...margin, t, b: AXIS_PIXELS + room },
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: -AXIS_PIXELS / plotPixels,
      yanchor: 'top',
      font: { size: 12 },
      itemwidth: 40,
      // Plotly turns the order round where areas are filled.
      traceorder: 'normal',
    },
  };
}
