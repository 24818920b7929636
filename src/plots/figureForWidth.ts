import { axisTitlesWithin } from './axisTitles.js';
import { columnLabelsWithin } from './columnLabelsWithin.js';
import { type Figure, figureHeight, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { wrapped } from './sideLabels.js';
import { sideLabelsBelow } from './sideLabelsBelow.js';

/** Width of a panel below which panels that stand side by side go one under the other, in pixels. */
const LEAST_PANEL = 190;

/** Height of a panel in a stack with its heading and ticks, and height of a line of text, in pixels. */
const [PANEL_PIXELS, LINE_PIXELS] = [190, 17];

/** Pixels between a title and the edge of its figure, and those by which tick labels may move it to the right. */
const [EDGE, MOVED] = [16, 40];

/** Pixels a character takes, of a title and of a subtitle or label. */
const [TITLE_CHARACTER, SMALL_CHARACTER] = [8.2, 6.6];

type Axis = Readonly<Record<string, unknown>> & { readonly domain?: readonly [number, number] };

/**
 * A figure as it can be read at a width: where the room is small, labels at the right edge go below the plot, panels that stand
 * side by side go one under the other, and titles and names of columns continue on the next line. Wide enough, it stays what it is.
 *
 * @param figure traces and layout
 * @param width pixels that there are
 * @returns a figure of at least the same height; the argument is not altered
 */
export function figureForWidth(figure: Figure, width: number): Figure {
  const steps = [stacked, sideLabelsBelow, columnLabelsWithin, axisTitlesWithin, titled];
  return { data: figure.data, layout: steps.reduce((layout, step) => step(layout, width), figure.layout) };
}

function stacked(layout: Record<string, unknown>, width: number): Record<string, unknown> {
  const axes = Object.entries(layout).filter((entry): entry is [string, Axis] => /^xaxis\d*$/.test(entry[0]));
  const starts = new Set(axes.map(([, { domain }]) => domain?.[0] ?? 0));
  const { l, r, t, b } = marginOf(layout);
  if (starts.size < 2 || (width - l - r) / starts.size >= LEAST_PANEL) return layout;
  const share = 1 / axes.length;
  const changes = axes.flatMap(([name, axis], i) => {
    const bottom = 1 - (i + 1) * share;
    const ticks = { showticklabels: true, domain: [0, 1] };
    const title = i === axes.length - 1 ? axis.title : { text: '' };
    const range = [bottom + (bottom === 0 ? 0 : 0.28 * share), 1 - i * share - (i === 0 ? 0 : 0.1 * share)];
    return [
      [name, { ...ticks, title }],
      [name.replace('x', 'y'), { domain: range }],
    ] as const;
  });
  return mergeLayout(layout, { ...Object.fromEntries(changes), height: PANEL_PIXELS * axes.length + t + b });
}

function titled(layout: Record<string, unknown>, width: number): Record<string, unknown> {
  const title = layout.title as { text?: string; subtitle?: { text?: string }; pad?: { b?: number } } | undefined;
  if (typeof title !== 'object' || !(title.text || title.subtitle?.text)) return layout;
  const { l, t } = marginOf(layout);
  const fits = (pixels: number) => [
    wrapped(title.text ?? '', Math.floor(pixels / TITLE_CHARACTER)),
    wrapped(title.subtitle?.text ?? '', Math.floor(pixels / SMALL_CHARACTER)),
  ];
  if (fits(width - l - MOVED - EDGE).every((lines) => lines.length < 2)) return layout;
  const [text, small] = fits(width - 2 * EDGE);
  const more = Math.max(0, text.length - 1) * 1.2 * LINE_PIXELS + Math.max(0, small.length - 1) * LINE_PIXELS;
  return mergeLayout(layout, {
    title: {
      text: text.join('<br>'),
      subtitle: { text: small.join('<br>') },
      // From the edge of the figure on, not of the plot.
      x: 0,
      xref: 'container',
      // plotly puts the first line where a single one would be, and the others below it.
      pad: { l: EDGE, b: (title.pad?.b ?? 0) + more },
    },
    margin: { t: t + more },
    height: figureHeight(layout) + more,
  });
}
