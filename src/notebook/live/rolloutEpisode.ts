/** One episode, primitive step by primitive step, with every observation kept for pictures. */

import type { Env } from '../../environments/index.js';
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
 * @param env a single environment
 * @param policy base policy, and residual where there is one (deterministic)
 * @param seed seed of the reset and of the base policy's noise
 * @param signal stops between chunks
 * @returns the episode
 * @throws the signal's reason when it stops
 */
export async function rolloutEpisode(
  env: Env,
  policy: EvaluationPolicy,
  seed: number,
  signal?: AbortSignal,
): Promise<Episode> {
  const { giveWay } = await import('../../compute/index.js');
  const { baseChunks } = await import('../../policies/index.js');
  const { allFeatures, featurize } = await import('../../environments/index.js');
  const { composeActions } = await import('../../residual/index.js');
  const { base, residual } = policy;
  const features = allFeatures(env.spec);
  base.reset(0, seed);
  const observations = [env.reset(seed)];
  const turn = giveWay(signal);
  for (;;) {
    await turn();
    const chunk = await baseChunks(base, env.spec, [0], stackOf(observations, base.obsHorizon));
    const seen = featurize(features, observations[observations.length - 1]);
    const u = residual && (await residual.policy.residuals(residual.actor, seen, chunk));
    const actions = u ? composeActions(chunk, u, residual.lambda) : chunk;
    for (let from = 0; from < actions.length; from += env.spec.actionDim) {
      const { obs, terminated, truncated, success } = env.step(actions.subarray(from, from + env.spec.actionDim));
      observations.push(obs);
      if (success || terminated || truncated) return { task: env.spec.id, seed, observations, success };
    }
  }
}

/** The last observations, oldest first; before the first one, the first one again. */
function stackOf(observations: readonly Float32Array[], horizon: number): Float32Array {
  const frames = Array.from({ length: horizon }, (_, i) => {
    return observations[Math.max(0, observations.length - horizon + i)];
  });
  return Float32Array.from(frames.flatMap((frame) => [...frame]));
}
