import { type Figure, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { roomBelow } from './roomBelow.js';
import { wrapped } from './sideLabels.js';

/** Pixels that a character of a tick label takes, and a line of it; and those between two labels. */
const [CHARACTER, LINE, GAP] = [7, 17, 6];

interface ColumnAxis {
  readonly ticktext?: readonly string[];
  readonly range?: readonly [number, number];
  readonly tickangle?: number;
}

/**
 * A layout of columns side by side whose names are no wider than their columns: what is wider continues on the next line.
 *
 * @param layout of a figure; one without named columns stays as it is
 * @param width pixels that there are
 * @returns a layout, higher by the lines that were added; the argument is not altered
 */
export function columnLabelsWithin(layout: Figure['layout'], width: number): Figure['layout'] {
  const { ticktext, range, tickangle } = (layout.xaxis ?? {}) as ColumnAxis;
  if (!ticktext || !range || tickangle !== 0) return layout;
  const { l, r } = marginOf(layout);
  const most = Math.floor(((width - l - r) / (range[1] - range[0]) - GAP) / CHARACTER);
  const before = ticktext.map((text) => text.split('<br>'));
  const lines = before.map((own) => own.flatMap((line) => wrapped(line, most)));
  const tallest = (all: readonly (readonly string[])[]) => Math.max(...all.map(({ length }) => length));
  const added = LINE * (tallest(lines) - tallest(before));
  return mergeLayout(roomBelow(layout, added), { xaxis: { ticktext: lines.map((own) => own.join('<br>')) } });
}
