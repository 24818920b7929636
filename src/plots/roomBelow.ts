import { type Figure, figureHeight, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';

type Annotation = Readonly<Record<string, unknown>> & { readonly yshift?: number };
type Slider = Readonly<Record<string, unknown>> & { readonly pad?: { readonly t?: number } };
type Legend = { readonly y?: number } | undefined;

/** Whether an annotation hangs below the plot. */
const hangsBelow = ({ yref, y, yanchor }: Annotation) => yref === 'paper' && y === 0 && yanchor === 'top';

/**
 * A layout with more room right below its axis. What stands further down, labels, legend and sliders, moves with it.
 *
 * @param layout of a figure
 * @param pixels to add; 0 changes nothing
 * @returns a higher layout with a plot of the same height; the argument is not altered
 */
export function roomBelow(layout: Figure['layout'], pixels: number): Figure['layout'] {
  if (pixels === 0) return layout;
  const { t, b } = marginOf(layout);
  const height = figureHeight(layout);
  const annotations = (layout.annotations ?? []) as readonly Annotation[];
  const sliders = (layout.sliders ?? []) as readonly Slider[];
  const { y } = (layout.legend as Legend) ?? {};
  return mergeLayout(layout, {
    margin: { b: b + pixels },
    height: height + pixels,
    ...(annotations.length > 0 && {
      annotations: annotations.map((one) => (hangsBelow(one) ? { ...one, yshift: (one.yshift ?? 0) - pixels } : one)),
    }),
    ...(sliders.length > 0 && {
      sliders: sliders.map((one) => ({ ...one, pad: { ...one.pad, t: (one.pad?.t ?? 0) + pixels } })),
    }),
    ...(y !== undefined && y < 0 && { legend: { y: y - pixels / (height - t - b) } }),
  });
}
