import { checkCount, checkSample } from './checks.js';
import type { Interval } from './interval.js';
import { iqm } from './iqm.js';
import { quantile } from './quantile.js';
import { standardDeviation } from './standardDeviation.js';
import { type BootstrapOptions, stratifiedBootstrap } from './stratifiedBootstrap.js';
import { studentCI } from './studentCI.js';

/** What to know besides the scores. */
export interface DescribeOptions extends BootstrapOptions {
  /** Evaluation episodes behind each score, when scores are success rates: warns when they are too few. */
  readonly episodes?: number;
}

/** One agent's runs on one task, described for a table. */
export interface RunsDescription {
  readonly runs: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Standard deviation between runs; NaN for one run. */
  readonly standardDeviation: number;
  /** Mean with its Student interval; the ends are NaN for one run. */
  readonly mean: Interval;
  /** Interquartile mean with its bootstrap interval; the ends are NaN for one run. */
  readonly iqm: Interval;
  /** What a reader must be told beside the numbers; empty when there is nothing. */
  readonly warnings: readonly string[];
}

/**
 * Describes the final scores of one agent's runs on one task: centre, spread, intervals, and warnings where these
 * mislead (too few runs, two modes, an interval that leaves [0, 1], too few evaluation episodes).
 *
 * @param scores one success rate in [0, 1] per run
 * @param options episodes per score, resamples, level, seed
 * @returns the description; all numbers in the scores' unit
 * @throws RangeError on an empty or non-finite sample
 */
export function describeRuns(scores: readonly number[], options: DescribeOptions = {}): RunsDescription {
  checkSample('describeRuns', scores);
  if (options.episodes !== undefined) checkCount('describeRuns', 'episodes', options.episodes, 1);
  const { level = 0.95 } = options;
  const none = { low: Number.NaN, high: Number.NaN, level, method: 'none: one run' };
  const one = scores.length === 1;
  const description = {
    runs: scores.length,
    min: Math.min(...scores),
    median: quantile(scores, 0.5),
    max: Math.max(...scores),
    standardDeviation: one ? Number.NaN : standardDeviation(scores),
    mean: one ? { estimate: scores[0], ...none } : studentCI(scores, level),
    iqm: one ? { estimate: scores[0], ...none } : stratifiedBootstrap([scores], iqm, options),
  };
  return { ...description, warnings: warningsOf(scores, description, options.episodes) };
}

/** The reasons not to take the numbers at their face. */
function warningsOf(
  scores: readonly number[],
  { mean, standardDeviation: spread }: Pick<RunsDescription, 'mean' | 'standardDeviation'>,
  episodes?: number,
): string[] {
  const warnings: string[] = [];
  if (scores.length < 5)
    warnings.push(`only ${scores.length} run${scores.length === 1 ? '' : 's'}: the interval is rough; 8 are usual`);
  if (hasTwoModes(scores)) warnings.push('the runs fall into two groups: no interval describes them, look at each run');
  if (mean.low < 0 || mean.high > 1) warnings.push('the mean’s interval leaves [0, 1]: read the bootstrap one as well');
  if (episodes !== undefined) {
    const noise = Math.sqrt((mean.estimate * (1 - mean.estimate)) / episodes);
    if (noise > spread)
      warnings.push(
        `${episodes} evaluation episodes: their noise (${noise.toFixed(3)}) exceeds the spread between runs`,
      );
  }
  return warnings;
}

/**
 * Whether the sorted runs have one gap wider than half their range, with a range of at least 0.2: a few collapsed
 * seeds beside good ones.
 */
function hasTwoModes(scores: readonly number[]): boolean {
  const sorted = [...scores].sort((a, b) => a - b);
  const range = sorted[sorted.length - 1] - sorted[0];
  const widest = Math.max(0, ...sorted.slice(1).map((score, i) => score - sorted[i]));
  return sorted.length >= 3 && range >= 0.2 && widest > range / 2;
}
