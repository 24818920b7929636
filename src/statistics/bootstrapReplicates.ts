import { type RandomStream, randomStream } from '../random/index.js';
import { checkCount } from './checks.js';

/** As many elements as `runs` has, drawn from it with replacement. */
function resample<Run>(runs: readonly Run[], stream: RandomStream): Run[] {
  return runs.map(() => runs[stream.integer(runs.length)]);
}

/**
 * The statistic of each of `resamples` stratified resamples of whole runs.
 *
 * @param strata strata[s][n]: the runs of stratum s
 * @param statistic what to compute from each resample; a number, or a whole curve
 * @param resamples number of resamples B
 * @param seed master seed of the stream `bootstrap`
 * @returns the B replicates, in the order drawn
 * @throws RangeError when there is no stratum, a stratum is empty, or `resamples` is not a positive integer
 */
export function bootstrapReplicates<Run, Replicate>(
  strata: readonly (readonly Run[])[],
  statistic: (strata: readonly (readonly Run[])[]) => Replicate,
  resamples: number,
  seed: number,
): Replicate[] {
  checkCount('stratifiedBootstrap', 'resamples', resamples, 1);
  const empty = strata.findIndex((runs) => runs.length === 0);
  if (strata.length === 0 || empty >= 0)
    throw new RangeError(
      `stratifiedBootstrap: ${strata.length === 0 ? 'there is no stratum' : `stratum ${empty} has no runs`}; ` +
        'each stratum (task, or agent on a task) needs at least one run.',
    );
  const stream = randomStream(seed, 'bootstrap');
  return Array.from({ length: resamples }, () => statistic(strata.map((runs) => resample(runs, stream))));
}
