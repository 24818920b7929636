/** What runs come to on the episodes that nothing else has seen. */

import { outcomesOf } from '../../rollouts/index.js';
import { crossedBootstrap, type Interval, type McNemarResult, mcnemar, mean } from '../../statistics/index.js';
import type { HeldOutScore, RecordedRun } from './runTable.js';

/** Which of the policies that were scored: the base policy, the agent with u = tanh(μ), the agent as it draws. */
export type HeldOutPolicy = 'base' | 'mean' | 'sampled';

function scoreOf({ heldOut, agent, seed }: RecordedRun, caller: string): HeldOutScore {
  if (heldOut) return heldOut;
  throw new RangeError(
    `${caller}: ${agent}, seed ${seed}, was not scored on held-out episodes, for it diverged or its schedule has no ` +
      'heldOutEpisodes. Leave it out and say so, or take finalSuccess.',
  );
}

/**
 * The outcomes of a policy, episode by episode.
 *
 * @param run recorded run
 * @param policy which; the mean residual by default
 * @returns 1 for a success and 0 for none, in the order of seeds
 * @throws RangeError on a run that was not scored
 */
export function heldOutOutcomes(run: RecordedRun, policy: HeldOutPolicy = 'mean'): number[] {
  return outcomesOf(scoreOf(run, 'heldOutOutcomes')[policy]);
}

/**
 * Success on the held-out episodes.
 *
 * @param run recorded run
 * @param policy which; the mean residual by default
 * @returns in [0, 1]
 * @throws RangeError on a run that was not scored
 */
export function heldOutSuccess(run: RecordedRun, policy: HeldOutPolicy = 'mean'): number {
  return mean(heldOutOutcomes(run, policy));
}

/**
 * Which episodes an agent mended, and which it broke, beside its base policy.
 *
 * @param run recorded run
 * @param policy the agent's mean residual by default, or what it draws
 * @returns counts, and the p-value of McNemar's exact test
 * @throws RangeError on a run that was not scored
 */
export function mendedAndBroken(run: RecordedRun, policy: Exclude<HeldOutPolicy, 'base'> = 'mean'): McNemarResult {
  return mcnemar(heldOutOutcomes(run, 'base'), heldOutOutcomes(run, policy));
}

/**
 * The policy that one would have kept, had one looked at the curve's episodes alone: the agent, or the untouched base policy where
 * the agent's last evaluation was lower. It is chosen on other episodes than it is scored on.
 *
 * @param run recorded run
 * @returns `mean` for the agent, or `base`
 */
export function keptPolicy({ curve, base }: RecordedRun): 'mean' | 'base' {
  return (curve.success.at(-1) ?? 0) < base.success ? 'base' : 'mean';
}

/**
 * How much better agents are than their base policy on the held-out episodes, with an interval over runs × episodes: both the
 * training seeds and the episodes were drawn, and all runs met the same episodes.
 *
 * @param runs recorded runs of one arm, at least two
 * @param policy the mean residual by default, or what the agent draws
 * @param level nominal coverage
 * @returns mean difference in success rate with its interval
 * @throws RangeError on fewer than two runs, on a run that was not scored, or on runs that were scored on different episodes
 */
export function heldOutGain(
  runs: readonly RecordedRun[],
  policy: Exclude<HeldOutPolicy, 'base'> = 'mean',
  level = 0.95,
): Interval {
  const firsts = new Set(runs.map((run) => scoreOf(run, 'heldOutGain').firstSeed));
  if (firsts.size > 1)
    throw new RangeError(`heldOutGain: the runs begin at episodes ${[...firsts].join(' and ')}. Score all on one set.`);
  const gains = runs.map((run) => {
    const base = heldOutOutcomes(run, 'base');
    return heldOutOutcomes(run, policy).map((outcome, i) => outcome - base[i]);
  });
  return crossedBootstrap(gains, { level });
}
