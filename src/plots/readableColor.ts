/** Colours that can be read on a ground: WCAG 2.2 asks for a contrast of 4.5 for text, and of 3 for what is drawn. */

type Rgb = readonly [number, number, number];

/** The contrast that text needs. */
const TEXT_CONTRAST = 4.5;

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** Relative luminance, as WCAG defines it. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The contrast of two colours, (L₁ + 0.05) / (L₂ + 0.05) with the lighter one above.
 *
 * @param one `#rrggbb`
 * @param other `#rrggbb`
 * @returns from 1 (equal) to 21 (black and white); source: WCAG 2.2, relative luminance
 */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * A colour moved towards black on a light ground, or white on a dark one, only as far as it must be to be read there: its hue
 * stays, so that it still means the same.
 *
 * @param color `#rrggbb`; anything else is given back as it is
 * @param ground `#rrggbb`
 * @param least contrast wanted, at most 21
 * @returns `#rrggbb`
 */
export function readableColor(color: string, ground: string, least: number = TEXT_CONTRAST): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return color;
  const own = rgbOf(color);
  const end = luminance(rgbOf(ground)) > 0.18 ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = own.map((value) => Math.round(value + share * (end - value)));
    const hex = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(hex, ground) >= least) return hex;
  }
  return end === 0 ? '#000000' : '#ffffff';
}
