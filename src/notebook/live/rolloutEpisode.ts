/** One episode, primitive step by primitive step, with every observation kept for pictures. */

import type { VectorEnv } from '../../environments/index.js';
import type { EvaluationPolicy } from '../../training/index.js';

/** A recorded episode. */
export interface Episode {
  readonly task: string;
  readonly seed: number;
  /** Raw observations, the first after the reset, then one per primitive step. */
  readonly observations: readonly Float32Array[];
  readonly success: boolean;
}

/**
 * Runs one episode, as an evaluation runs the episode of that seed.
 *
 * @param env a single environment with the stacks of the base policy, stepped one action at a time
 * @param policy base policy, and residual where there is one (deterministic)
 * @param seed seed of the reset and of the base policy's noise
 * @param signal stops between steps
 * @returns the episode
 * @throws the signal's reason when it stops
 */
export async function rolloutEpisode(
  env: VectorEnv,
  policy: EvaluationPolicy,
  seed: number,
  signal?: AbortSignal,
): Promise<Episode> {
  const [{ rollOut, stepByStep }, { evaluatedActor }] = await Promise.all([
    import('../../rollouts/index.js'),
    import('../../training/index.js'),
  ]);
  const { spec, obsHorizon } = env;
  const { executeSteps } = policy.base;
  const chunked = evaluatedActor(
    { spec, obsHorizon, executeSteps },
    policy,
    policy.residual ? 'deterministic' : 'none',
  );
  const actor = stepByStep(chunked, { executeSteps, actionDim: spec.actionDim });
  const observations: Float32Array[] = [];
  let success = false;
  for await (const { obsStacks, step } of rollOut(env, actor, { seeds: [seed], signal })) {
    if (observations.length === 0) observations.push(obsStacks.slice(-spec.obsDim));
    observations.push(step.obsStacks.slice(-spec.obsDim));
    success = step.success[0] === 1;
  }
  return { task: spec.id, seed, observations, success };
}
