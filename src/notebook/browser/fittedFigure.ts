import { darkFigure, type Figure, figureForWidth, figureHeight } from '../../plots/index.js';

/** A figure for a place of a given size. */
export interface FittedFigure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>> & { readonly height: number };
}

/**
 * A figure as it is drawn in a place.
 *
 * @param figure made for a wide, light page
 * @param width CSS pixels that there are
 * @param isDark whether the place is dark
 * @returns its traces and a layout with both sizes
 */
export function fittedFigure(figure: Figure, width: number, isDark: boolean): FittedFigure {
  const fitted = figureForWidth(figure, width);
  const { data, layout } = isDark ? darkFigure(fitted) : fitted;
  return { data, layout: { ...layout, width, height: figureHeight(layout), autosize: false } };
}
