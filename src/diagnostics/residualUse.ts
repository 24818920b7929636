/** How much of its bound a residual uses. */

/** A residual at its bound is larger than this share of it: tanh(x) for |x| > 1.83. */
const SATURATED = 0.95;

/** Sums over entries of unscaled residuals. */
export interface UseSums {
  readonly entries: number;
  readonly absolute: number;
  readonly saturated: number;
}

/** How much of its bound λ a residual uses. */
export interface ResidualUse {
  /** Mean of |u|, in [0, 1]. */
  readonly size: number;
  /** Share of entries with |u| > 0.95, in [0, 1]: where the bound, not the critic, decides. */
  readonly saturated: number;
}

/** Sums over nothing. */
export const NO_USE: UseSums = { entries: 0, absolute: 0, saturated: 0 };

/**
 * Adds residuals to the sums.
 *
 * @param sums sums so far
 * @param residuals unscaled residuals u in [−1, 1], any number of entries
 * @returns the new sums
 */
export function addUse(sums: UseSums, residuals: Float32Array): UseSums {
  let { absolute, saturated } = sums;
  for (const entry of residuals) {
    const size = Math.abs(entry);
    absolute += size;
    if (size > SATURATED) saturated++;
  }
  return { entries: sums.entries + residuals.length, absolute, saturated };
}

/**
 * What the sums say.
 *
 * @param sums sums over entries
 * @returns mean size and saturated share; zeros where there were no entries
 */
export function residualUse({ entries, absolute, saturated }: UseSums): ResidualUse {
  const count = Math.max(1, entries);
  return { size: absolute / count, saturated: saturated / count };
}
