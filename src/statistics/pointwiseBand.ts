import type { AlignedCurves } from './alignCurves.js';
import { bootstrapReplicates } from './bootstrapReplicates.js';
import { checkLevel } from './checks.js';
import { iqm } from './iqm.js';
import { mean } from './mean.js';
import { quantile } from './quantile.js';
import type { BootstrapOptions } from './stratifiedBootstrap.js';
import { studentCI } from './studentCI.js';

/** How to aggregate a curve over runs. */
export interface BandOptions extends BootstrapOptions {
  /**
   * `mean` with its Student interval, or `iqm` with the percentile bootstrap of whole runs (default `mean`).
   */
  readonly statistic?: 'mean' | 'iqm';
}

/** An aggregate curve with its pointwise interval. */
export interface Band {
  readonly times: readonly number[];
  readonly estimate: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly level: number;
  /** How it was made, for a caption: statistic, interval, number of runs. */
  readonly method: string;
}

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
  const { statistic = 'mean', level = 0.95, resamples = 2000, seed = 0 } = options;
  checkLevel('pointwiseBand', level);
  const { times, values } = aligned;
  const aggregate = statistic === 'mean' ? mean : iqm;
  const estimate = times.map((_, i) => aggregate(values.map((run) => run[i])));
  const runs = `${values.length} run${values.length === 1 ? '' : 's'}`;
  if (values.length === 1) {
    const none = times.map(() => Number.NaN);
    return { times, estimate, low: none, high: none, level, method: `${runs}, no interval` };
  }
  const ends = statistic === 'mean' ? studentEnds(aligned, level) : bootstrapEnds(aligned, level, resamples, seed);
  const interval = statistic === 'mean' ? 'Student' : 'bootstrap';
  const method = `${statistic === 'mean' ? 'mean' : 'IQM'}, pointwise ${level * 100} % ${interval} interval, ${runs}`;
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
function bootstrapEnds({ times, values }: AlignedCurves, level: number, resamples: number, seed: number): Ends {
  const replicates = bootstrapReplicates(
    [values],
    ([runs]) => times.map((_, i) => iqm(runs.map((run) => run[i]))),
    resamples,
    seed,
  );
  const endsAt = (probability: number) =>
    times.map((_, i) =>
      quantile(
        replicates.map((replicate) => replicate[i]),
        probability,
      ),
    );
  return { low: endsAt((1 - level) / 2), high: endsAt((1 + level) / 2) };
}
