/** Evaluation of base policies with a residual, or without. */

import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor, checkFits } from '../policies/index.js';
import {
  type Actor,
  checkProtocol,
  type EvaluationProtocol,
  type EvaluationResult,
  measureSuccess,
  type Round,
} from '../rollouts/index.js';
import { type ActedChunks, type EvaluatedChunk, evaluatedChunks } from './evaluatedChunk.js';
import {
  behaving,
  type DrawnBehaviour,
  deciding,
  type Seen,
  sampling,
  type TrainedResidual,
} from './residualActors.js';

/** What acts during an evaluation. */
export interface EvaluationPolicy {
  readonly base: BasePolicy;
  /** For `residual: 'deterministic'` and `'sampled'`. */
  readonly residual?: TrainedResidual;
  /** For `residual: 'behaviour'`. */
  readonly behaviour?: DrawnBehaviour;
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
  if (kind === 'sampled' && residual) return sampling(env, base, residual);
  if (kind === 'deterministic' && residual) return deciding(env, base, residual);
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
