import { bootstrapReplicates } from './bootstrapReplicates.js';
import { bootstrapContrast, type Contrast } from './contrast.js';
import { iqm } from './iqm.js';
import { mean } from './mean.js';
import { pairedDifference } from './pairedDifference.js';
import { asTasks, type Scores } from './scores.js';
import { welch } from './welch.js';

/**
 * How two agents are compared:
 * - `iqm`: interquartile means, with the stratified percentile bootstrap over whole runs, each agent drawn for itself;
 * - `welch`: means of independent runs, with Welch's interval;
 * - `paired`: the mean difference of runs that share a seed, with Student's interval.
 */
export type DifferenceMethod = 'iqm' | 'welch' | 'paired';

/** How to compare. */
export interface DifferenceOptions {
  /** Default `iqm`. */
  readonly method?: DifferenceMethod;
  /** Resamples of the bootstrap; default 10,000. */
  readonly resamples?: number;
  /** Master seed of the stream `bootstrap`; default 0. */
  readonly seed?: number;
}

const NONE = 'none from a single run';

/**
 * How much higher A scores than B, with its interval at any level and its p-value against any margin.
 *
 * @param a scores of A, one per run, or that per task
 * @param b scores of B on the same tasks; for `paired` of one task, with the same seeds in the same order
 * @param options method, resamples, seed
 * @returns the difference in the scores' unit, above 0 where A is higher; with a single run on a side there is an
 *   estimate, and an interval of NaN
 * @throws RangeError on an empty or non-finite sample, different numbers of tasks, or pairs that do not match
 */
export function difference(a: Scores, b: Scores, options: DifferenceOptions = {}): Contrast {
  const { method = 'iqm', resamples = 10_000, seed = 0 } = options;
  const [tasksA, tasksB] = [asTasks('difference', a), asTasks('difference', b)];
  if (tasksA.length !== tasksB.length)
    throw new RangeError(
      `difference: A has ${tasksA.length} tasks and B has ${tasksB.length}; compare the same tasks.`,
    );
  const estimate = method === 'iqm' ? iqm(a) - iqm(b) : mean(a) - mean(b);
  if ([...tasksA, ...tasksB].some((runs) => runs.length < 2))
    return {
      estimate,
      at: (level) => ({ estimate, low: Number.NaN, high: Number.NaN, level, method: NONE }),
      pValue: () => 1,
    };
  if (method === 'welch')
    return { estimate, at: (level) => welch(tasksA, tasksB, level), pValue: (value) => shifted(tasksA, tasksB, value) };
  if (method === 'paired') return paired(tasksA, tasksB);
  const gap = (strata: readonly (readonly number[])[]) =>
    iqm(strata.slice(0, tasksA.length)) - iqm(strata.slice(tasksA.length));
  return bootstrapContrast(estimate, () => bootstrapReplicates([...tasksA, ...tasksB], gap, resamples, seed));
}

/** Welch's test that A is higher than B by `value`. */
function shifted(a: readonly (readonly number[])[], b: readonly (readonly number[])[], value: number): number {
  const less = a.map((runs) => runs.map((score) => score - value));
  return welch(less, b).pValue;
}

/** Student's interval and test of the differences of pairs. */
function paired(tasksA: readonly (readonly number[])[], tasksB: typeof tasksA): Contrast {
  if (tasksA.length > 1)
    throw new RangeError(`difference: pairs are made within one task, got ${tasksA.length}. Compare each for itself.`);
  const [[a], [b]] = [tasksA, tasksB];
  const { estimate } = pairedDifference(a, b);
  const gaps = a.map((score, i) => score - b[i]);
  return {
    estimate,
    at: (level) => pairedDifference(a, b, level),
    // Student's test of one sample is Welch's against a sample without spread.
    pValue: (value) => welch(gaps, [value, value]).pValue,
  };
}
