/**
 * The quantile of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan, the
 * default of NumPy and R): with the sample sorted and h = (n − 1)·p, the value is
 * `x[⌊h⌋] + (h − ⌊h⌋)·(x[⌊h⌋ + 1] − x[⌊h⌋])`.
 *
 * @param sample numbers in any order; ±Infinity is allowed (a censored ratio), NaN is not
 * @param probability in [0, 1]
 * @returns the quantile, in the sample's unit
 * @throws RangeError on an empty sample, a NaN, or a probability outside [0, 1]
 */
export function quantile(sample: ArrayLike<number>, probability: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`quantile: probability must lie in [0, 1], got ${probability}.`);
  const sorted = Float64Array.from(sample).sort();
  if (sorted.length === 0) throw new RangeError('quantile: the sample is empty.');
  // A typed array sorts NaN to the end.
  if (Number.isNaN(sorted[sorted.length - 1])) throw new RangeError('quantile: the sample holds a NaN.');
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  // Equal neighbours are returned as they are: Infinity − Infinity would be NaN.
  return below === above ? below : below + (position - Math.floor(position)) * (above - below);
}
