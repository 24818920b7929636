/** Who acts in evaluations: the base policy with a residual on top, trained, drawn, or given by whatever sees the state. */

import type { ArrayTree } from '../arrays/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor } from '../policies/index.js';
import { type RandomStream, randomStream } from '../random/index.js';
import { composeActions } from '../residual/index.js';
import type { Actor, RunningEpisode } from '../rollouts/index.js';
import { type WarmupBehaviour, warmupResidual } from '../warmup/index.js';
import type { ActedChunks } from './evaluatedChunk.js';
import type { ResidualPolicy } from './residualPolicy.js';
import { lastFrameFeatures } from './sight.js';

/** A trained residual: the acting program, the actor's parameters and λ. */
export interface TrainedResidual {
  readonly policy: ResidualPolicy;
  readonly actor: ArrayTree;
  readonly lambda: number;
}

/** What draws a residual, for instance noise, and λ. */
export interface DrawnBehaviour {
  readonly act: WarmupBehaviour;
  readonly lambda: number;
}

/** How environments are seen and stepped. */
export type Seen = Pick<VectorEnv, 'spec' | 'obsHorizon' | 'executeSteps'>;

/** The residuals of some episodes on their base chunks, [episodes × chunkDim]. */
type Residuals = (
  episodes: readonly RunningEpisode[],
  obsStacks: Float32Array,
  base: Float32Array,
) => Promise<Float32Array>;

/**
 * The base policy with residuals on top.
 *
 * @param env where
 * @param base base policy
 * @param lambda bound λ
 * @param residuals gives unscaled residuals u in [−1, 1]
 * @returns who acts: a_base + λu
 */
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

/** Residuals of some episodes, each drawn from a stream of its own. */
type DrawnResiduals = (
  episodes: readonly RunningEpisode[],
  obsStacks: Float32Array,
  base: Float32Array,
  streamOf: (slot: number) => RandomStream,
) => Promise<Float32Array>;

/** Residuals with noise of each episode's own: they depend on the seed alone, not on what else is evaluated. */
function drawing(env: Seen, base: BasePolicy, lambda: number, residuals: DrawnResiduals): Actor<ActedChunks> {
  const streams = new Map<number, RandomStream>();
  const streamOf = (slot: number) => streams.get(slot)!;
  const actor = withResiduals(env, base, lambda, (episodes, stacks, chunks) =>
    residuals(episodes, stacks, chunks, streamOf),
  );
  return {
    ...actor,
    begin(slot, seed) {
      streams.set(slot, randomStream(seed, 'exploration'));
      actor.begin(slot, seed);
    },
  };
}

/**
 * What a warmup behaviour draws, on top of the base policy.
 *
 * @param env where
 * @param base base policy
 * @param drawn the behaviour and λ
 * @returns who acts
 */
export function behaving(env: Seen, base: BasePolicy, { act, lambda }: DrawnBehaviour): Actor<ActedChunks> {
  const chunkDim = env.executeSteps * env.spec.actionDim;
  return drawing(env, base, lambda, async (episodes, _, __, streamOf) => {
    const rows = episodes.map(({ slot, seed, chunks }) => [
      ...warmupResidual(act, chunks, chunkDim, streamOf(slot), seed),
    ]);
    return Float32Array.from(rows.flat());
  });
}

/**
 * What a trained actor draws, on top of the base policy.
 *
 * @param env where
 * @param base base policy
 * @param trained the acting program, the actor's parameters and λ
 * @returns who acts
 */
export function sampling(env: Seen, base: BasePolicy, { policy, actor, lambda }: TrainedResidual): Actor<ActedChunks> {
  const chunkDim = env.executeSteps * env.spec.actionDim;
  return drawing(env, base, lambda, (episodes, stacks, chunks, streamOf) => {
    const fillNormal = (noise: Float32Array) => {
      episodes.forEach(({ slot }, row) => {
        streamOf(slot).fillNormal(noise.subarray(row * chunkDim, (row + 1) * chunkDim));
      });
      return noise;
    };
    return policy.residuals(actor, lastFrameFeatures(env, stacks), chunks, { fillNormal });
  });
}

/**
 * What a trained actor takes for best, u = tanh(μ), on top of the base policy.
 *
 * @param env where
 * @param base base policy
 * @param trained the acting program, the actor's parameters and λ
 * @returns who acts
 */
export function deciding(env: Seen, base: BasePolicy, { policy, actor, lambda }: TrainedResidual): Actor<ActedChunks> {
  return withResiduals(env, base, lambda, (_, stacks, chunks) =>
    policy.residuals(actor, lastFrameFeatures(env, stacks), chunks),
  );
}
