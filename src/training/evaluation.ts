/** The evaluation protocol: a typed value that goes with every curve. */

import type { ArrayTree } from '../compute/index.js';
import type { ChunkBatch, VectorEnv } from '../environments/index.js';
import type { BasePolicy } from '../policies/index.js';
import { composeActions } from '../residual/index.js';
import { lastFrameFeatures } from './collector.js';
import type { ResidualPolicy } from './residualPolicy.js';

/** How success is measured. The base policy stays stochastic, under each episode's own seed. */
export interface EvaluationProtocol {
  /** `deterministic`: u = tanh(μ); `none`: the base policy alone. */
  readonly residual: 'deterministic' | 'none';
  readonly episodes: number;
  /** Seed of the first episode; the others follow. The same for every evaluation, so that curves are paired. */
  readonly firstSeed: number;
  /** An episode counts when it succeeds at any primitive step; success ends the episode in the tasks here. */
  readonly success: 'once';
}

/** Seed of the first evaluation episode, far from the 32-bit random seeds that training draws. */
export const EVALUATION_SEED = 2_000_000;

/** The outcome of an evaluation. */
export interface EvaluationResult {
  readonly protocol: EvaluationProtocol;
  /** 1 where the episode of seed firstSeed + i succeeded. */
  readonly succeeded: readonly number[];
  /** Share of successful episodes. */
  readonly success: number;
  /** Primitive steps over all episodes. */
  readonly primitiveSteps: number;
}

/** What acts during an evaluation. */
export interface EvaluationPolicy {
  readonly base: BasePolicy;
  /** With `residual: 'deterministic'`: the acting program, the actor's parameters and λ. */
  readonly residual?: { readonly policy: ResidualPolicy; readonly actor: ArrayTree; readonly lambda: number };
}

/** One chunk of an evaluation, for those who look at more than success. */
export interface EvaluatedChunk {
  /** Which episode, from 0. */
  readonly episode: number;
  /** Features before the chunk, [featureDim]. */
  readonly features: Float32Array;
  /** Base chunk and unscaled residual chunk, [chunkDim] each. */
  readonly base: Float32Array;
  readonly residual: Float32Array;
  /** −1 until success, 0 on the success chunk. */
  readonly reward: number;
  /** How the episode ended with this chunk; undefined while it goes on. */
  readonly end?: 'terminated' | 'truncated';
}

/** What acts in some slots: base chunks, and residuals where there are any. */
async function chunkActions(env: VectorEnv, policy: EvaluationPolicy, slots: readonly number[], stacks: Float32Array) {
  const base = await policy.base.act(slots, stacks);
  if (!policy.residual) return { base, actions: base };
  const { policy: residualPolicy, actor, lambda } = policy.residual;
  const residual = await residualPolicy.residuals(actor, lastFrameFeatures(env, stacks));
  return { base, residual, actions: composeActions(base, residual, lambda) };
}

type Acted = Awaited<ReturnType<typeof chunkActions>>;

/** A row of an evaluation's step, by copies. */
function evaluatedChunk(
  row: number,
  episode: number,
  features: Float32Array,
  { base, residual }: Acted,
  step: ChunkBatch,
): EvaluatedChunk {
  const rows = step.rewardSum.length;
  const of = (array: Float32Array) => array.slice((row * array.length) / rows, ((row + 1) * array.length) / rows);
  const ended = step.terminated[row] ? 'terminated' : step.truncated[row] ? 'truncated' : undefined;
  return {
    episode,
    features: of(features),
    base: of(base),
    residual: residual ? of(residual) : new Float32Array(base.length / rows),
    reward: step.rewardSum[row] - 1,
    ...(ended && { end: ended }),
  };
}

/**
 * Runs episodes side by side and counts successes.
 *
 * @param env environments to use; their state is overwritten
 * @param policy base policy, and residual unless the protocol says `none`
 * @param protocol how to measure
 * @param signal stops between chunks
 * @param onChunk called with every chunk, in the order of time within an episode
 * @returns successes per episode, in the order of seeds
 */
export async function evaluate(
  env: VectorEnv,
  policy: EvaluationPolicy,
  protocol: EvaluationProtocol,
  signal?: AbortSignal,
  onChunk?: (chunk: EvaluatedChunk) => void,
): Promise<EvaluationResult> {
  const stackDim = env.obsHorizon * env.spec.obsDim;
  const succeeded = Array<number>(protocol.episodes).fill(0);
  const episodeOf = new Map<number, number>();
  let [next, primitiveSteps] = [0, 0];
  const begin = async (slot: number) => {
    episodeOf.delete(slot);
    if (next >= protocol.episodes) return;
    const seed = protocol.firstSeed + next;
    episodeOf.set(slot, next++);
    policy.base.reset(slot, seed);
    await env.reset(slot, seed);
  };
  for (let slot = 0; slot < env.slots; slot++) await begin(slot);
  while (episodeOf.size > 0) {
    signal?.throwIfAborted();
    const slots = [...episodeOf.keys()].sort((a, b) => a - b);
    const stacks = new Float32Array(slots.length * stackDim);
    slots.forEach((slot, row) => {
      stacks.set(env.obsStacks.subarray(slot * stackDim, (slot + 1) * stackDim), row * stackDim);
    });
    const active = protocol.residual === 'none' ? { base: policy.base } : policy;
    const acted = await chunkActions(env, active, slots, stacks);
    const features = onChunk ? lastFrameFeatures(env, stacks) : new Float32Array();
    const step = await env.stepChunks(slots, acted.actions);
    for (const [row, slot] of slots.entries()) {
      onChunk?.(evaluatedChunk(row, episodeOf.get(slot) as number, features, acted, step));
      primitiveSteps += step.primitiveSteps[row];
      if (step.success[row]) succeeded[episodeOf.get(slot) as number] = 1;
      if (step.terminated[row] || step.truncated[row]) await begin(slot);
    }
  }
  const success = succeeded.reduce((sum, one) => sum + one, 0) / protocol.episodes;
  return { protocol, succeeded, success, primitiveSteps };
}
