/** The look that all figures share: legible in print and in grey, quiet grid, no box. */

/** Ink of text and axes. */
export const INK = '#222222';

/** Colour of what is context only: reference lines, notes. */
export const QUIET = '#666666';

const AXIS = {
  showline: true,
  linecolor: INK,
  linewidth: 1,
  ticks: 'outside',
  tickcolor: INK,
  ticklen: 4,
  gridcolor: '#e6e6e6',
  zeroline: false,
  automargin: true,
};

/**
 * An axis title in the theme's size, near its axis.
 *
 * @param text quantity and unit
 * @returns the plotly title
 */
export function axisTitle(text: string): object {
  return { text, font: { size: 13 }, standoff: 8 };
}

/** What a figure kind sets on top of the theme. */
export interface ThemeOptions {
  readonly title?: string;
  /** One line under the title: what is drawn, by which statistic. */
  readonly subtitle?: string;
  /** Pixels. */
  readonly height: number;
  /** Pixels that a figure kind needs between the title and the plot, for a heading of its own; default 0. */
  readonly headroom?: number;
}

/**
 * The layout that every figure starts from.
 *
 * @param options title, subtitle, height and headroom in pixels
 * @returns a plotly layout with fonts, margins and one x and y axis
 */
export function themeLayout({ title, subtitle, height, headroom = 0 }: ThemeOptions): Record<string, unknown> {
  const heading = {
    text: title ?? '',
    x: 0,
    xref: 'paper',
    xanchor: 'left',
    y: 1,
    yref: 'paper',
    yanchor: 'bottom',
    pad: { b: (subtitle ? 28 : 10) + headroom },
    font: { size: 15 },
    subtitle: { text: subtitle ?? '', font: { size: 11.5, color: QUIET } },
  };
  return {
    title: heading,
    height,
    autosize: true,
    font: { family: 'Helvetica, Arial, "Liberation Sans", sans-serif', size: 13, color: INK },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    margin: { l: 60, r: 20, t: (title || subtitle ? 62 : 20) + headroom, b: 52 },
    xaxis: AXIS,
    yaxis: AXIS,
    showlegend: false,
    hovermode: 'closest',
    // Keeps zoom and hidden traces when a live figure is drawn again.
    uirevision: 'keep',
  };
}

/** The y axis of a success rate: always the whole of [0, 1], in per cent, so that figures can be compared. */
export const SUCCESS_AXIS = {
  ...AXIS,
  range: [-0.02, 1.02],
  tickvals: [0, 0.2, 0.4, 0.6, 0.8, 1],
  ticktext: ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %'],
};

/** An axis of the theme, for figures with several panels. */
export const PLAIN_AXIS = AXIS;

/**
 * A dashed horizontal line across a plot. A trace, to be drawn first: plotly would draw a shape under the grid.
 *
 * @param value where it stands on the y axis
 * @param across both ends of the x axis
 * @returns a plotly trace
 */
export function referenceLine(value: number, across: readonly [number, number]): object {
  const line = { color: QUIET, dash: 'dash', width: 1.5 };
  return { type: 'scatter', mode: 'lines', x: across, y: [value, value], line, hoverinfo: 'skip' };
}

/**
 * A colour with an opacity.
 *
 * @param hex `#rrggbb`
 * @param alpha opacity in [0, 1]
 * @returns `rgba(…)`
 */
export function withAlpha(hex: string, alpha: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${alpha})`;
}
