/** Steps the environments with base policy plus residual, and turns what happens into transitions. */

import type { AlgorithmSettings, ResidualDims } from '../algorithms/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor, baseChunks, checkFits } from '../policies/index.js';
import type { RandomStream } from '../random/index.js';
import { composeActions } from '../residual/index.js';
import { beginEpisode, stacksOf, stepEpisodes } from '../rollouts/index.js';
import type { Transition } from './replay/transition.js';
import { lastFrameFeatures, residualDims } from './sight.js';
import { observed } from './transitionSpec.js';

/** What collection carries from chunk to chunk. */
export interface Collector {
  readonly env: VectorEnv;
  readonly base: BasePolicy;
  readonly dims: ResidualDims;
  /** Features of every slot, [slots × featureDim]. */
  readonly features: Float32Array;
  /** The base chunk that every slot will execute next, [slots × chunkDim]. */
  readonly baseActions: Float32Array;
  /** Seed of the episode in every slot. */
  readonly episodeSeeds: Uint32Array;
}

/** What one round over all slots brought. */
export interface Collected {
  readonly transitions: readonly Transition[];
  readonly primitiveSteps: number;
  /** Episodes that ended, and how many of them in success. */
  readonly episodes: number;
  readonly successes: number;
}

/**
 * Prepares collection; {@link startEpisodes} must follow, or `restoreCollector`.
 *
 * @param env environments, all slots alike
 * @param base frozen base policy with as many slots
 * @returns the collector
 * @throws RangeError when they do not belong together
 */
export function createCollector(env: VectorEnv, base: BasePolicy): Collector {
  checkFits(base, env);
  const dims = residualDims(env);
  return {
    env,
    base,
    dims,
    features: new Float32Array(env.slots * dims.featureDim),
    baseActions: new Float32Array(env.slots * dims.chunkDim),
    episodeSeeds: new Uint32Array(env.slots),
  };
}

/**
 * Resets some slots to fresh episodes and asks the base policy for its first chunks there.
 *
 * @param collector changed in place
 * @param slots which ones
 * @param stream the `env` stream, which gives every episode its seed
 */
export async function startEpisodes(
  collector: Collector,
  slots: readonly number[],
  stream: Pick<RandomStream, 'uint32'>,
): Promise<void> {
  if (slots.length === 0) return;
  const { env, base, dims } = collector;
  const actor = baseActor(base, env.spec);
  for (const slot of slots) {
    const { seed } = await beginEpisode(env, actor, slot, stream.uint32());
    collector.episodeSeeds[slot] = seed;
  }
  const stacks = stacksOf(env, slots);
  writeRows(collector.features, slots, lastFrameFeatures(env, stacks), dims.featureDim);
  writeRows(collector.baseActions, slots, await baseChunks(base, env.spec, slots, stacks), dims.chunkDim);
}

function writeRows(target: Float32Array, slots: readonly number[], rows: Float32Array, width: number): void {
  slots.forEach((slot, row) => {
    target.set(rows.subarray(row * width, (row + 1) * width), slot * width);
  });
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
