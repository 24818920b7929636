/** Evaluation of base policies with a residual, or without. */

import type { ArrayTree } from '../arrays/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor, checkFits } from '../policies/index.js';
import { type RandomStream, randomStream } from '../random/index.js';
import { composeActions } from '../residual/index.js';
import {
  type Actor,
  checkProtocol,
  type EvaluationProtocol,
  type EvaluationResult,
  measureSuccess,
  type Round,
  type RunningEpisode,
} from '../rollouts/index.js';
import { type WarmupBehaviour, warmupResidual } from '../warmup/index.js';
import { lastFrameFeatures } from './collector.js';
import { type ActedChunks, type EvaluatedChunk, evaluatedChunks } from './evaluatedChunk.js';
import type { ResidualPolicy } from './residualPolicy.js';

/** What acts during an evaluation. */
export interface EvaluationPolicy {
  readonly base: BasePolicy;
  /** With `residual: 'deterministic'`: the acting program, the actor's parameters and λ. */
  readonly residual?: { readonly policy: ResidualPolicy; readonly actor: ArrayTree; readonly lambda: number };
  /** With `residual: 'behaviour'`: what draws the residual, for instance noise, and λ. */
  readonly behaviour?: { readonly act: WarmupBehaviour; readonly lambda: number };
}

/** How environments are seen and stepped. */
type Seen = Pick<VectorEnv, 'spec' | 'obsHorizon' | 'executeSteps'>;

/** The residuals of some episodes on their base chunks, [episodes × chunkDim]. */
type Residuals = (
  episodes: readonly RunningEpisode[],
  obsStacks: Float32Array,
  base: Float32Array,
) => Promise<Float32Array>;

/** The base policy with residuals on top. */
function withResiduals(env: Seen, base: BasePolicy, lambda: number, residuals: Residuals): Actor<ActedChunks> {
  const alone = baseActor(base, env.spec);
  return {
    begin: alone.begin,
    async act(episodes, obsStacks) {
      const { base: chunks } = await alone.act(episodes, obsStacks);
      const residual = await residuals(episodes, obsStacks, chunks);
      return { actions: composeActions(chunks, residual, lambda), base: chunks, residual };
    },
  };
}

/** A behaviour with noise of each episode's own: it depends on the seed alone, not on what else is evaluated. */
function behaving(env: Seen, base: BasePolicy, { act, lambda }: NonNullable<EvaluationPolicy['behaviour']>) {
  const streams = new Map<number, RandomStream>();
  const chunkDim = env.executeSteps * env.spec.actionDim;
  const actor = withResiduals(env, base, lambda, async (episodes) => {
    const rows = episodes.map(({ slot, seed, chunks }) => [
      ...warmupResidual(act, chunks, chunkDim, streams.get(slot)!, seed),
    ]);
    return Float32Array.from(rows.flat());
  });
  return {
    ...actor,
    begin(slot: number, seed: number) {
      streams.set(slot, randomStream(seed, 'exploration'));
      actor.begin(slot, seed);
    },
  };
}

/**
 * Who acts in an evaluation.
 *
 * @param env where
 * @param policy base policy, and residual unless `kind` is `none`
 * @param kind which residual is measured
 * @returns the actor
 * @throws RangeError when the policy lacks that residual or does not fit the environments
 */
export function evaluatedActor(
  env: Seen,
  { base, residual, behaviour }: EvaluationPolicy,
  kind: EvaluationProtocol['residual'],
): Actor<ActedChunks> {
  checkFits(base, env);
  if (kind === 'none') return baseActor(base, env.spec);
  if (kind === 'behaviour' && behaviour) return behaving(env, base, behaviour);
  if (kind === 'deterministic' && residual) {
    const { policy, actor, lambda } = residual;
    const deterministic: Residuals = (_, stacks, chunks) =>
      policy.residuals(actor, lastFrameFeatures(env, stacks), chunks);
    return withResiduals(env, base, lambda, deterministic);
  }
  throw new RangeError(`evaluate: the protocol measures '${kind}', but the policy has no such residual. Pass one.`);
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
 * @throws RangeError on a protocol that measures nothing, and when the policy lacks what it asks for or does not fit the
 * environments; the signal's reason when it stops
 */
export async function evaluate(
  env: VectorEnv,
  policy: EvaluationPolicy,
  protocol: EvaluationProtocol,
  signal?: AbortSignal,
  onChunk?: (chunk: EvaluatedChunk) => void,
): Promise<EvaluationResult> {
  checkProtocol(protocol, env.endOnSuccess ?? true);
  const actor = evaluatedActor(env, policy, protocol.residual);
  const onRound = onChunk && ((round: Round<ActedChunks>) => evaluatedChunks(env, round).forEach(onChunk));
  return measureSuccess(env, actor, protocol, { signal, onRound });
}
