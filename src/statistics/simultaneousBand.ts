import { aggregateCurve } from './aggregateCurve.js';
import type { AlignedCurves } from './alignCurves.js';
import { type Band, type BandOptions, describeBand } from './band.js';
import { bootstrapBand } from './bootstrapBand.js';

/**
 * The aggregate over runs with a band that covers the whole true curve at once, by the largest deviation of whole-run
 * resamples (see {@link bootstrapBand}). Use it for a claim about the course of a curve, such as *never falls below the
 * base policy*; `pointwiseBand` is for one time, chosen beforehand.
 *
 * @param aligned at least two runs on a common grid, from {@link alignCurves}
 * @param options statistic, level, resamples (default 2,000), seed
 * @returns the band on the same grid, in the curves' unit
 * @throws RangeError on fewer than two runs, a non-finite value, or options out of range
 */
export function simultaneousBand({ times, values }: AlignedCurves, options: BandOptions = {}): Band {
  const { statistic = 'mean' } = options;
  if (values.length < 2)
    throw new RangeError(`simultaneousBand: needs at least 2 runs, got ${values.length}; one run has no spread.`);
  const band = bootstrapBand(times, [values], (strata) => aggregateCurve(strata, statistic), {
    ...options,
    coverage: 'simultaneous',
  });
  return { ...band, method: describeBand(statistic, 'simultaneous', band.level, 'bootstrap band', values.length) };
}
