/** True colour to at most 255 colours: what keeps animations small. */

/** Pictures as indices into a palette; index 0 is kept free for transparency. */
export interface Indexed {
  /** Red, green, blue of the colours from index 1 on. */
  readonly palette: Uint8Array;
  /** One index per pixel, for each picture. */
  readonly pictures: readonly Uint8Array[];
}

const COLOURS = 255;
const BINS = 1 << 15;

/** The 5-bit-per-channel bin of a colour. */
function bin(rgb: Uint8Array, i: number): number {
  return ((rgb[i] >> 3) << 10) | ((rgb[i + 1] >> 3) << 5) | (rgb[i + 2] >> 3);
}

/** How often each bin occurs, and the sum of its colours. */
function histogram(pictures: readonly Uint8Array[]): { counts: Float64Array; sums: Float64Array } {
  const counts = new Float64Array(BINS);
  const sums = new Float64Array(3 * BINS);
  for (const rgb of pictures)
    for (let i = 0; i < rgb.length; i += 3) {
      const b = bin(rgb, i);
      counts[b]++;
      sums[3 * b] += rgb[i];
      sums[3 * b + 1] += rgb[i + 1];
      sums[3 * b + 2] += rgb[i + 2];
    }
  return { counts, sums };
}

function nearest(palette: Uint8Array, r: number, g: number, b: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < palette.length; k += 3) {
    const distance = (palette[k] - r) ** 2 + (palette[k + 1] - g) ** 2 + (palette[k + 2] - b) ** 2;
    if (distance < least) [best, least] = [k / 3, distance];
  }
  return best;
}

/**
 * Reduces pictures to one palette: the most frequent colours, others to the nearest of them.
 *
 * @param pictures red, green, blue per pixel
 * @returns palette and indices
 */
export function quantize(pictures: readonly Uint8Array[]): Indexed {
  const { counts, sums } = histogram(pictures);
  const used = [...counts.keys()].filter((b) => counts[b] > 0);
  const mean = (b: number): number[] => [0, 1, 2].map((channel) => Math.round(sums[3 * b + channel] / counts[b]));
  const frequent = [...used].sort((a, b) => counts[b] - counts[a]).slice(0, COLOURS);
  const palette = Uint8Array.from(frequent.flatMap(mean));
  const index = new Uint8Array(BINS);
  for (const b of used) {
    const [red, green, blue] = mean(b);
    index[b] = 1 + nearest(palette, red, green, blue);
  }
  const convert = (rgb: Uint8Array): Uint8Array => {
    const indices = new Uint8Array(rgb.length / 3);
    for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = index[bin(rgb, 3 * pixel)];
    return indices;
  };
  return { palette, pictures: pictures.map(convert) };
}
