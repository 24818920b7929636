import { aggregateCurve } from './aggregateCurve.js';
import { alignCurves } from './alignCurves.js';
import type { Band, BandOptions } from './band.js';
import { type BootstrapBandOptions, bootstrapBand } from './bootstrapBand.js';
import type { Curve } from './curve.js';
import { welch } from './welch.js';

/** How to compare two curves. */
export type CurveDifferenceOptions = BandOptions & BootstrapBandOptions;

/**
 * How much higher A's aggregate curve lies than B's, at each time: `T_A(t) − T_B(t)` with its band. A mean has Welch's
 * interval at each time; an IQM, and every simultaneous band, the bootstrap over whole runs of both, drawn
 * independently.
 *
 * @param a the runs of A, at least two
 * @param b the runs of B, at least two, on the same axis
 * @param options statistic (default `mean`), coverage (default `pointwise`), level, resamples, seed
 * @returns the difference on the times that all runs share, in the curves' unit; above 0 where A is higher
 * @throws RangeError on malformed curves, runs that share no time, fewer than two runs, or options out of range
 */
export function curveDifference(a: readonly Curve[], b: readonly Curve[], options: CurveDifferenceOptions = {}): Band {
  const { statistic = 'mean', coverage = 'pointwise', level = 0.95 } = options;
  if (a.length < 2 || b.length < 2)
    throw new RangeError(
      `curveDifference: needs at least 2 runs of each, got ${a.length} of A and ${b.length} of B; one has no spread.`,
    );
  const { times, values } = alignCurves([...a, ...b]);
  const agents = [values.slice(0, a.length), values.slice(a.length)];
  const runs = `${a.length} against ${b.length} runs`;
  if (statistic === 'mean' && coverage === 'pointwise') {
    const at = (i: number) => agents.map((own) => own.map((run) => run[i]));
    const intervals = times.map((_, i) => welch(at(i)[0], at(i)[1], level));
    const ends = { low: intervals.map(({ low }) => low), high: intervals.map(({ high }) => high) };
    const method = `difference of means, pointwise ${level * 100} % Welch interval, ${runs}`;
    return { times, estimate: intervals.map(({ estimate }) => estimate), ...ends, level, method };
  }
  const difference = ([runsA, runsB]: readonly (readonly (readonly number[])[])[]) => {
    const [curveA, curveB] = [aggregateCurve([runsA], statistic), aggregateCurve([runsB], statistic)];
    return curveA.map((value, i) => value - curveB[i]);
  };
  const band = bootstrapBand(times, agents, difference, options);
  const name = statistic === 'mean' ? 'means' : 'IQMs';
  return { ...band, method: `difference of ${name}, ${coverage} ${level * 100} % bootstrap band, ${runs}` };
}
