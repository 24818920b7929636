import { type Figure, figureHeight, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { INK, QUIET } from './theme.js';

/** Height that a slider takes below the plot, in pixels. */
export const SLIDER_PIXELS = 72;

/** Pixels between the plot and the first slider: tick labels and the axis title. */
const AXIS_PIXELS = 46;

/**
 * A slider below the plot, in the look of the theme.
 *
 * @param place 0 for the first below the plot, 1 for the one under it, …
 * @param prefix what stands before the present value
 * @param steps plotly's steps: label, method, args
 * @param active which step comes first
 * @returns an entry of plotly's `layout.sliders`
 */
export function figureSlider(place: number, prefix: string, steps: readonly object[], active = 0): object {
  return {
    active,
    steps,
    x: 0,
    len: 1,
    y: 0,
    yanchor: 'top',
    pad: { t: AXIS_PIXELS + SLIDER_PIXELS * place, b: 0 },
    currentvalue: { prefix, font: { size: 12, color: INK }, offset: 6 },
    font: { size: 11, color: INK },
    bgcolor: '#e6e6e6',
    activebgcolor: QUIET,
    bordercolor: QUIET,
    tickcolor: QUIET,
    ticklen: 3,
  };
}

/**
 * A figure for where nothing can be turned, paper or a file: as it is at first, without its sliders and their room.
 *
 * @param figure with or without sliders
 * @returns a figure; one without sliders stays as it is
 */
export function figureOnPaper({ data, layout }: Figure): Figure {
  const { length } = (layout.sliders ?? []) as readonly object[];
  if (length === 0) return { data, layout };
  const room = SLIDER_PIXELS * length;
  const { sliders: _, ...rest } = layout;
  return {
    data,
    layout: mergeLayout(rest, { height: figureHeight(layout) - room, margin: { b: marginOf(layout).b - room } }),
  };
}
