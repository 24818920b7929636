/** How good a base policy is on its own. */

import { z } from 'zod';
import { EVALUATION_SEED, measureSuccess, type Round } from '../rollouts/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import { wilson } from '../statistics/index.js';
import { baseActor } from './baseChunks.js';
import type { BaseEvaluationResult } from './baseEvaluationResult.js';
import type { BasePolicy } from './basePolicy.js';
import { createSeenEnv } from './seenEnv.js';

/** How to evaluate. */
export interface BaseEvaluation {
  /** Episodes; 200 by default. */
  readonly episodes?: number;
  /** Seed of the first episode, for the reset and for the policy's noise; the others follow. by default that of every evaluation. */
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
  const { episodes = 200, firstSeed = EVALUATION_SEED, slots = 1, onEpisode, signal } = options;
  const started = performance.now();
  const env = await createSeenEnv(task, policy, { slots: Math.min(slots, episodes) });
  let [done, soFar] = [0, 0];
  const onRound = ({ ends, step }: Round) => {
    for (const [row, end] of ends.entries()) {
      if (!end) continue;
      done++;
      soFar += step.succeeded[row];
      onEpisode?.(done, soFar);
    }
  };
  const protocol = { residual: 'none', episodes, firstSeed, success: 'once' } as const;
  const actor = baseActor(policy, env.spec);
  const measured = await measureSuccess(env, actor, protocol, { signal, onRound }).finally(() => env.close());
  const seconds = (performance.now() - started) / 1000;
  const { succeeded, steps } = measured;
  const successes = succeeded.filter(Boolean).length;
  const meanSteps = steps.reduce((sum, count, i) => sum + count * succeeded[i], 0) / successes;
  const counts = { task, kind: policy.kind, episodes, firstSeed, successes };
  return { ...counts, success: wilson(successes, episodes), meanSteps, seconds };
}
