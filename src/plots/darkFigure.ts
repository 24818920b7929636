import type { Figure } from './figure.js';
import { readableColor } from './readableColor.js';

/** The dark page that a figure stands on. */
const DARK_GROUND = '#15191e';

/** Neutral colours of the theme, and what stands for them in the dark. */
const NEUTRALS: Readonly<Record<string, string>> = {
  '#222222': '#e4e7ea',
  '#666666': '#a3abb4',
  '#ffffff': DARK_GROUND,
  '#e6e6e6': '#333a42',
};

/** Contrast that lines and markers need, and that text needs. */
const [DRAWN_CONTRAST, TEXT_CONTRAST] = [3, 4.5];

/** A colour in the dark; `rgba(…)` of bands keeps its own opacity. */
function darkColor(color: string, least: number): string {
  const neutral = NEUTRALS[color.toLowerCase()];
  if (neutral) return neutral;
  const channels = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(color);
  if (!channels) return readableColor(color, DARK_GROUND, least);
  const hex = `#${channels
    .slice(1, 4)
    .map((value) => Number(value).toString(16).padStart(2, '0'))
    .join('')}`;
  const [red, green, blue] = [1, 3, 5].map((at) =>
    Number.parseInt(readableColor(hex, DARK_GROUND, least).slice(at, at + 2), 16),
  );
  return `rgba(${red},${green},${blue},${channels[4]})`;
}

/** Every colour below a value; colour scales keep theirs, since they are a map from numbers. */
function recolored(value: unknown, key: string, within = ''): unknown {
  if (key === 'colorscale') return value;
  if (typeof value === 'string') {
    if (/color$/i.test(key)) return darkColor(value, within === 'font' ? TEXT_CONTRAST : DRAWN_CONTRAST);
    // Colours within text, of words that name a line.
    return value.replace(
      /color:\s*(#[0-9a-f]{6})/gi,
      (_, color: string) => `color:${readableColor(color, DARK_GROUND, TEXT_CONTRAST)}`,
    );
  }
  if (Array.isArray(value))
    return /color$/i.test(key) || value.some(isBranch) ? value.map((one) => recolored(one, key, within)) : value;
  if (isBranch(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, recolored(one, name, key)]));
  return value;
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/**
 * A figure for a dark page: neutral colours change places, the others become as light as they must to be seen, of the same
 * hue, so that a colour keeps its meaning.
 *
 * @param figure made for a light page
 * @returns a figure on a dark ground; the argument is not altered
 */
export function darkFigure(figure: Figure): Figure {
  return recolored({ data: figure.data, layout: figure.layout }, '') as Figure;
}
