/** How good a base policy is on its own. */

import { z } from 'zod';
import { createEnv } from '../environments/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import { type Interval, wilson } from '../statistics/index.js';
import type { BasePolicy } from './basePolicy.js';
import { type EpisodeOutcome, playEpisodes } from './playEpisodes.js';

/** How to evaluate. */
export interface BaseEvaluation {
  /** Episodes; 200 by default. */
  readonly episodes?: number;
  /** Seed of the first episode, for the reset and for the policy's noise; the others follow. 1,000,000 by default. */
  readonly firstSeed?: number;
  /** Episodes that run side by side: at most the policy's batch. 1 by default. */
  readonly slots?: number;
  /** Called after every episode. */
  readonly onEpisode?: (done: number, successes: number) => void;
  /** Stops between chunks. */
  readonly signal?: AbortSignal;
}

const evaluationForm = strictSettings('option of evaluateBase', {
  episodes: integerFrom(1, 'episodes: a success rate of none is no number').optional(),
  firstSeed: integerFrom(0, 'the seed of the first episode').optional(),
  slots: integerFrom(1, 'episodes side by side').optional(),
  onEpisode: z.unknown().optional(),
  signal: z.unknown().optional(),
} satisfies Record<keyof BaseEvaluation, z.ZodType>);

/** The outcome: success once per episode. */
export interface BaseEvaluationResult {
  readonly task: string;
  readonly kind: string;
  readonly episodes: number;
  readonly firstSeed: number;
  readonly successes: number;
  /** The success rate with its 95 % Wilson interval. */
  readonly success: Interval;
  /** Mean primitive steps of the successful episodes; NaN when there is none. */
  readonly meanSteps: number;
  readonly seconds: number;
}

/**
 * Runs a base policy alone, with new seeds for every episode, and counts the episodes with a success.
 *
 * @param task task name
 * @param policy a policy made for it
 * @param options episodes, seeds, slots
 * @returns the success rate with its interval, and what it took
 * @throws Error when the policy was made for another task, RangeError on numbers out of their range; the signal's reason
 * when it stops
 */
export async function evaluateBase(
  task: string,
  policy: BasePolicy,
  options: BaseEvaluation = {},
): Promise<BaseEvaluationResult> {
  if (policy.task !== task) throw new Error(`evaluateBase: the policy was made for ${policy.task}, not for ${task}.`);
  checkSettings(evaluationForm, options, 'evaluateBase');
  const { episodes = 200, firstSeed = 1_000_000, slots = 1, onEpisode, signal } = options;
  const started = performance.now();
  const envs = await Promise.all(Array.from({ length: Math.min(slots, episodes) }, () => createEnv(task)));
  const seeds = Array.from({ length: episodes }, (_, i) => firstSeed + i);
  const succeeded: EpisodeOutcome[] = [];
  let done = 0;
  const onEnd = (outcome: EpisodeOutcome) => {
    if (outcome.success) succeeded.push(outcome);
    onEpisode?.(++done, succeeded.length);
  };
  await playEpisodes(policy, envs, seeds, onEnd, signal).finally(() => {
    for (const env of envs) env.close();
  });
  const seconds = (performance.now() - started) / 1000;
  const successes = succeeded.length;
  const meanSteps = succeeded.reduce((sum, { steps }) => sum + steps, 0) / successes;
  const counts = { task, kind: policy.kind, episodes, firstSeed, successes };
  return { ...counts, success: wilson(successes, episodes), meanSteps, seconds };
}
