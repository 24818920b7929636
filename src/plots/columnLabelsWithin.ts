import { type Figure, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { roomBelow } from './roomBelow.js';
import { wrapped } from './sideLabels.js';

/** Pixels that a character of a tick label takes, and a line of it; and those between two labels. */
const [CHARACTER, LINE, GAP] = [7.4, 17, 8];

interface ColumnAxis {
  readonly ticktext?: readonly string[];
  readonly range?: readonly [number, number];
  readonly tickangle?: number;
}

/**
 * A layout of columns side by side whose names are no wider than their columns: what is wider continues on the next line, and
 * where a single word would not fit all are turned upright; columns narrower than a line have a name at every second, third …
 *
 * @param layout of a figure; one without named columns stays as it is
 * @param width pixels that there are
 * @returns a layout, higher by what names need; the argument is not altered
 */
export function columnLabelsWithin(layout: Figure['layout'], width: number): Figure['layout'] {
  const { ticktext, tickangle, ...axis } = (layout.xaxis ?? {}) as ColumnAxis;
  if (!ticktext || tickangle !== 0) return layout;
  const { range = [-0.5, ticktext.length - 0.5] } = axis;
  const { l, r } = marginOf(layout);
  const pixels = (width - l - r) / (range[1] - range[0]);
  const most = Math.floor((pixels - GAP) / CHARACTER);
  const before = ticktext.map((text) => text.split('<br>'));
  const lines = before.map((own) => own.flatMap((line) => wrapped(line, most)));
  const longest = (all: readonly (readonly unknown[] | string)[]) => Math.max(...all.map(({ length }) => length));
  const isTurned = longest(lines.flat()) > most;
  const needed = isTurned ? Math.ceil(CHARACTER * longest(before.flat())) : LINE * longest(lines);
  const every = Math.ceil(LINE / pixels);
  const kept = ticktext.map((text, i) => (i % every === 0 ? text : ''));
  const upright = isTurned
    ? { tickangle: -90, ...(every > 1 && { ticktext: kept }) }
    : { ticktext: lines.map((own) => own.join('<br>')) };
  return mergeLayout(roomBelow(layout, Math.max(0, needed - LINE * longest(before))), { xaxis: upright });
}
