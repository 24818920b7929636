import { aggregateCurve } from './aggregateCurve.js';
import type { AlignedCurves } from './alignCurves.js';
import { type Band, type BandOptions, describeBand } from './band.js';
import { bootstrapBand } from './bootstrapBand.js';
import { checkLevel } from './checks.js';
import { studentCI } from './studentCI.js';

/**
 * The aggregate over runs at each time of the grid, with its interval there. *Pointwise*: each interval covers at its
 * own time; the chance that the whole true curve lies inside is smaller, so say so in the caption.
 *
 * With one run there is no interval: low and high are NaN, which draws as nothing.
 *
 * @param aligned runs on a common grid, from {@link alignCurves}
 * @param options statistic, level, and for the IQM resamples and seed
 * @returns the band on the same grid, in the curves' unit
 * @throws RangeError on a non-finite value, or options out of range
 */
export function pointwiseBand(aligned: AlignedCurves, options: BandOptions = {}): Band {
  const { statistic = 'mean', level = 0.95 } = options;
  checkLevel('pointwiseBand', level);
  const { times, values } = aligned;
  const estimate = aggregateCurve([values], statistic);
  if (values.length === 1) {
    const none = times.map(() => Number.NaN);
    return { times, estimate, low: none, high: none, level, method: '1 run, no interval' };
  }
  const ends = statistic === 'mean' ? studentEnds(aligned, level) : bootstrapEnds(aligned, options);
  const interval = statistic === 'mean' ? 'Student interval' : 'bootstrap interval';
  const method = describeBand(statistic, 'pointwise', level, interval, values.length);
  return { times, estimate, ...ends, level, method };
}

/** The ends of a band. */
type Ends = Pick<Band, 'low' | 'high'>;

function studentEnds({ times, values }: AlignedCurves, level: number): Ends {
  const intervals = times.map((_, i) =>
    studentCI(
      values.map((run) => run[i]),
      level,
    ),
  );
  return { low: intervals.map(({ low }) => low), high: intervals.map(({ high }) => high) };
}

/** One draw of whole runs serves every time of the grid, so that the band belongs to the same resampled experiments. */
function bootstrapEnds({ times, values }: AlignedCurves, options: BandOptions): Ends {
  const { low, high } = bootstrapBand(times, [values], (strata) => aggregateCurve(strata, 'iqm'), options);
  return { low, high };
}
