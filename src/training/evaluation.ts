/** The evaluation protocol: a typed value that goes with every curve. */

import type { ArrayTree } from '../compute/index.js';
import type { VectorEnv } from '../environments/index.js';
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
  /**
   * `once`: an episode counts when it is solved at any primitive step, and ends there, as in DAWN and Policy Decorator.
   * `atEnd`: episodes go on to the horizon, and one counts when it is solved at its last step; needs environments with
   * `endOnSuccess: false`.
   */
  readonly success: 'once' | 'atEnd';
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

async function chunkActions(env: VectorEnv, policy: EvaluationPolicy, slots: readonly number[], stacks: Float32Array) {
  const baseActions = await policy.base.act(slots, stacks);
  if (!policy.residual) return baseActions;
  const { policy: residualPolicy, actor, lambda } = policy.residual;
  return composeActions(baseActions, await residualPolicy.residuals(actor, lastFrameFeatures(env, stacks)), lambda);
}

function checkEndings({ endOnSuccess = true }: VectorEnv, { success }: EvaluationProtocol): void {
  if (endOnSuccess === (success === 'once')) return;
  throw new Error(
    `evaluate: success '${success}' needs environments made with endOnSuccess: ${success === 'once'}; ` +
      `these have endOnSuccess: ${endOnSuccess}.`,
  );
}

/**
 * Runs episodes side by side and counts successes.
 *
 * @param env environments to use; their state is overwritten
 * @param policy base policy, and residual unless the protocol says `none`
 * @param protocol how to measure
 * @param signal stops between chunks
 * @returns successes per episode, in the order of seeds
 * @throws Error when the environments end their episodes otherwise than the protocol says
 */
export async function evaluate(
  env: VectorEnv,
  policy: EvaluationPolicy,
  protocol: EvaluationProtocol,
  signal?: AbortSignal,
): Promise<EvaluationResult> {
  checkEndings(env, protocol);
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
    const step = await env.stepChunks(slots, await chunkActions(env, active, slots, stacks));
    for (const [row, slot] of slots.entries()) {
      primitiveSteps += step.primitiveSteps[row];
      // Where success ends an episode, its last chunk is the one with the success.
      succeeded[episodeOf.get(slot) as number] = step.success[row];
      if (step.terminated[row] || step.truncated[row]) await begin(slot);
    }
  }
  const success = succeeded.reduce((sum, one) => sum + one, 0) / protocol.episodes;
  return { protocol, succeeded, success, primitiveSteps };
}
