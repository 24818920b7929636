import type { BootstrapOptions } from './stratifiedBootstrap.js';

/** How to aggregate a curve over runs. */
export interface BandOptions extends BootstrapOptions {
  /**
   * `mean` with its Student interval, or `iqm` with the percentile bootstrap of whole runs (default `mean`).
   */
  readonly statistic?: 'mean' | 'iqm';
}

/** A curve over runs with the band around it. */
export interface Band {
  /** Where it was computed: times, or the thresholds of a profile. */
  readonly times: readonly number[];
  readonly estimate: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly level: number;
  /** How it was made, for a caption: statistic, interval, number of runs. */
  readonly method: string;
}

/**
 * The words for a band in a caption.
 *
 * @param statistic what was aggregated
 * @param coverage `pointwise` or `simultaneous`
 * @param level nominal coverage
 * @param interval name of the interval
 * @param runs number of runs
 * @returns for instance `mean, pointwise 95 % Student interval, 8 runs`
 */
export function describeBand(
  statistic: 'mean' | 'iqm',
  coverage: string,
  level: number,
  interval: string,
  runs: number,
): string {
  const name = statistic === 'mean' ? 'mean' : 'IQM';
  return `${name}, ${coverage} ${level * 100} % ${interval}, ${runs} runs`;
}
