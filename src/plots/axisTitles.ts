import { type Figure, figureHeight, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { roomBelow } from './roomBelow.js';
import { wrapped } from './sideLabels.js';

/** Pixels that a character of an axis title takes, and a line of it. */
const [CHARACTER, LINE] = [7, 17];

interface TitledAxis {
  readonly title?: { readonly text?: string };
  readonly domain?: readonly [number, number];
}

/**
 * A layout whose axis titles are no longer than their axes: what is longer continues on the next line.
 *
 * @param layout of a figure
 * @param width pixels that there are
 * @returns a layout, higher by the lines that were added below; the argument is not altered
 */
export function axisTitlesWithin(layout: Figure['layout'], width: number): Figure['layout'] {
  const { l, r, t, b } = marginOf(layout);
  const pixels = { x: width - l - r, y: figureHeight(layout) - t - b };
  const changes = Object.entries(layout).flatMap(([name, value]) => {
    const [, direction] = /^([xy])axis\d*$/.exec(name) ?? [];
    if (!direction) return [];
    const { title, domain = [0, 1] } = value as TitledAxis;
    const most = Math.floor(((domain[1] - domain[0]) * pixels[direction as 'x' | 'y']) / CHARACTER);
    const lines = wrapped(title?.text ?? '', Math.max(most, 8));
    return lines.length < 2 ? [] : [{ name, isBelow: direction === 'x', lines }];
  });
  if (changes.length === 0) return layout;
  const below = LINE * Math.max(0, ...changes.map(({ isBelow, lines }) => (isBelow ? lines.length - 1 : 0)));
  const titles = changes.map(({ name, lines }) => [name, { title: { text: lines.join('<br>') } }]);
  return mergeLayout(roomBelow(layout, below), Object.fromEntries(titles));
}
