/** Evaluation: episodes side by side, on seeds of their own. */

import type { ArrayTree } from '../arrays/index.js';
import { giveWay } from '../compute/index.js';
import { chunkEnd, type VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseChunks, checkFits } from '../policies/index.js';
import { type RandomStream, randomStream } from '../random/index.js';
import { composeActions } from '../residual/index.js';
import { type WarmupBehaviour, warmupResidual } from '../warmup/index.js';
import { lastFrameFeatures } from './collector.js';
import { type EvaluatedChunk, evaluatedChunk } from './evaluatedChunk.js';
import { checkProtocol, type EvaluationProtocol } from './evaluationProtocol.js';
import type { ResidualPolicy } from './residualPolicy.js';

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
  /** With `residual: 'behaviour'`: what draws the residual, for instance noise, and λ. */
  readonly behaviour?: { readonly act: WarmupBehaviour; readonly lambda: number };
}

/** An episode under way. */
interface RunningEpisode {
  readonly index: number;
  readonly seed: number;
  /** The episode's own noise: it depends on the seed alone, not on what else is evaluated. */
  readonly stream: RandomStream;
  chunks: number;
}

/** What acts in some slots: base chunks, and residuals where there are any. */
async function chunkActions(
  env: VectorEnv,
  policy: EvaluationPolicy,
  running: ReadonlyMap<number, RunningEpisode>,
  stacks: Float32Array,
) {
  const base = await baseChunks(policy.base, env.spec, [...running.keys()], stacks);
  if (policy.residual) {
    const { policy: residualPolicy, actor, lambda } = policy.residual;
    const residual = await residualPolicy.residuals(actor, lastFrameFeatures(env, stacks), base);
    return { base, residual, actions: composeActions(base, residual, lambda) };
  }
  if (!policy.behaviour) return { base, actions: base };
  const { act, lambda } = policy.behaviour;
  const chunkDim = env.executeSteps * env.spec.actionDim;
  const rows = [...running.values()].map(({ chunks, stream, seed }) => [
    ...warmupResidual(act, chunks, chunkDim, stream, seed),
  ]);
  const residual = Float32Array.from(rows.flat());
  return { base, residual, actions: composeActions(base, residual, lambda) };
}

/** The policy without what the protocol does not measure. */
function measured(policy: EvaluationPolicy, kind: EvaluationProtocol['residual']): EvaluationPolicy {
  const { base, residual, behaviour } = policy;
  if (kind === 'none') return { base };
  const active: EvaluationPolicy = kind === 'behaviour' ? { base, behaviour } : { base, residual };
  if (!(active.behaviour ?? active.residual))
    throw new RangeError(`evaluate: the protocol measures '${kind}', but the policy has no such residual. Pass one.`);
  return active;
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
  checkFits(policy.base, env);
  const stackDim = env.obsHorizon * env.spec.obsDim;
  const succeeded = Array<number>(protocol.episodes).fill(0);
  const active = measured(policy, protocol.residual);
  const episodes = new Map<number, RunningEpisode>();
  const turn = giveWay(signal);
  const isOnce = protocol.success === 'once';
  let [next, primitiveSteps] = [0, 0];
  const begin = async (slot: number) => {
    episodes.delete(slot);
    if (next >= protocol.episodes) return;
    const seed = protocol.firstSeed + next;
    episodes.set(slot, { index: next++, seed, stream: randomStream(seed, 'exploration'), chunks: 0 });
    policy.base.reset(slot, seed);
    await env.reset(slot, seed);
  };
  for (let slot = 0; slot < env.slots; slot++) await begin(slot);
  while (episodes.size > 0) {
    await turn();
    const running = new Map([...episodes].sort(([a], [b]) => a - b));
    const slots = [...running.keys()];
    const stacks = new Float32Array(slots.length * stackDim);
    slots.forEach((slot, row) => {
      stacks.set(env.obsStacks.subarray(slot * stackDim, (slot + 1) * stackDim), row * stackDim);
    });
    const acted = await chunkActions(env, active, running, stacks);
    const features = onChunk ? lastFrameFeatures(env, stacks) : new Float32Array();
    const step = await env.stepChunks(slots, acted.actions);
    for (const [row, [slot, episode]] of [...running].entries()) {
      episode.chunks++;
      primitiveSteps += step.primitiveSteps[row];
      succeeded[episode.index] = (isOnce ? step.succeeded : step.success)[row];
      const end = chunkEnd(step, row, isOnce);
      onChunk?.(evaluatedChunk(row, episode.index, features, acted, step, end));
      if (end) await begin(slot);
    }
  }
  const success = succeeded.reduce((sum, one) => sum + one, 0) / protocol.episodes;
  return { protocol, succeeded, success, primitiveSteps };
}
