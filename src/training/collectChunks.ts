/** Steps the environments with base policy plus residual, and turns what happens into transitions. */

import type { AlgorithmSettings } from '../algorithms/index.js';
import { baseChunks } from '../policies/index.js';
import type { RandomStream } from '../random/index.js';
import { composeActions } from '../residual/index.js';
import { stepEpisodes } from '../rollouts/index.js';
import { type Collector, startEpisodes } from './collector.js';
import type { Transition } from './replay/transition.js';
import { lastFrameFeatures } from './sight.js';
import { observed } from './transitionSpec.js';

/** What one round over all slots brought. */
export interface Collected {
  readonly transitions: readonly Transition[];
  readonly primitiveSteps: number;
  /** Episodes that ended, and how many of them in success. */
  readonly episodes: number;
  readonly successes: number;
}

/** What is executed in every slot, [slots × chunkDim], and what of it is the residual, unscaled. */
export interface ChosenChunks {
  readonly actions: Float32Array;
  readonly residuals: Float32Array;
}

/**
 * Executes a_base + λu for one chunk in every slot.
 *
 * @param collector changed in place
 * @param residuals unscaled residuals u, in [−1, 1], [slots × chunkDim]
 * @param settings λ and γ of the agent
 * @param stream the `env` stream, for the episodes that follow
 * @returns one transition per slot
 */
export function collectChunks(
  collector: Collector,
  residuals: Float32Array,
  settings: AlgorithmSettings,
  stream: Pick<RandomStream, 'uint32'>,
): Promise<Collected> {
  const actions = composeActions(collector.baseActions, residuals, settings.lambda);
  return executeChunks(collector, { actions, residuals }, settings, stream);
}

/**
 * Executes one chunk in every slot.
 *
 * Rewards follow the task's rule, and success ends the episode. The discount is γ also at truncation, with the true final
 * observation, and 0 after termination (DAWN, Policy Decorator: ManiSkill convention).
 *
 * @param collector changed in place
 * @param chosen what is executed
 * @param settings λ and γ of the agent
 * @param stream the `env` stream, for the episodes that follow
 * @returns one transition per slot
 */
export async function executeChunks(
  collector: Collector,
  { actions, residuals }: ChosenChunks,
  settings: AlgorithmSettings,
  stream: Pick<RandomStream, 'uint32'>,
): Promise<Collected> {
  const { env, base, dims, features, baseActions } = collector;
  const slots = Array.from({ length: env.slots }, (_, slot) => slot);
  const { step, rewards, ends } = await stepEpisodes(env, slots, actions);
  const nextFeatures = lastFrameFeatures(env, step.obsStacks);
  const nextBase = await baseChunks(base, env.spec, slots, step.obsStacks);
  const row = (array: Float32Array, slot: number, width: number) => array.slice(slot * width, (slot + 1) * width);
  const transitions = slots.map((slot) => ({
    obsTm1: observed(dims, row(features, slot, dims.featureDim)),
    obsT: observed(dims, row(nextFeatures, slot, dims.featureDim)),
    baseTm1: row(baseActions, slot, dims.chunkDim),
    baseT: row(nextBase, slot, dims.chunkDim),
    residualTm1: row(residuals, slot, dims.chunkDim),
    rewardT: rewards[slot],
    discountT: ends[slot] === 'terminated' ? 0 : settings.discount,
    slot,
    ends: ends[slot] !== undefined,
  }));
  features.set(nextFeatures);
  baseActions.set(nextBase);
  const ended = slots.filter((slot) => ends[slot]);
  await startEpisodes(collector, ended, stream);
  return {
    transitions,
    primitiveSteps: step.primitiveSteps.reduce((sum, n) => sum + n, 0),
    episodes: ended.length,
    successes: ended.filter((slot) => step.succeeded[slot]).length,
  };
}
