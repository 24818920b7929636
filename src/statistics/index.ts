/** Statistics over training runs: aggregates, intervals, curves, comparisons, verdicts. No runtime dependencies. */

export { type AlignedCurves, alignCurves } from './alignCurves.js';
export { auc } from './auc.js';
export { pearson, spearman } from './correlation.js';
export type { Curve } from './curve.js';
export { type DescribeOptions, describeRuns, type RunsDescription } from './describeRuns.js';
export { holm } from './holm.js';
export type { Interval } from './interval.js';
export { iqm } from './iqm.js';
export { mean } from './mean.js';
export { normalCI } from './normalCI.js';
export { pairedDifference } from './pairedDifference.js';
export { type PermutationOptions, type PermutationResult, permutationTest } from './permutationTest.js';
export { type Band, type BandOptions, pointwiseBand } from './pointwiseBand.js';
export { probabilityOfImprovement } from './probabilityOfImprovement.js';
export { quantile } from './quantile.js';
export type { Scores } from './scores.js';
export { type Speedup, type SpeedupOptions, speedup } from './speedup.js';
export { standardDeviation } from './standardDeviation.js';
export { stepsToThreshold, type ThresholdTime } from './stepsToThreshold.js';
export { type BootstrapOptions, stratifiedBootstrap } from './stratifiedBootstrap.js';
export { studentCI } from './studentCI.js';
export { type Claim, type Verdict, type VerdictWord, verdict } from './verdict.js';
export { wilson } from './wilson.js';
