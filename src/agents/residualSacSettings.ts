/** What shapes residual soft actor-critic: settings, sizes, batch. */

import type { ActorOptions } from '../actor/index.js';
import type { SampleSpec, TransitionSpec } from '../algorithms/index.js';
import type { NdArray } from '../arrays/index.js';
import type { CriticNetwork, Target, ValueHead } from '../critic/index.js';
import type { CriticInput } from '../residual/index.js';

/** Everything that shapes an update. */
export interface ResidualSacSettings {
  /** Bound λ of the residual. */
  readonly lambda: number;
  /** Discount γ per chunk. */
  readonly discount: number;
  /** Polyak step τ of the target critics, per update. */
  readonly tau: number;
  readonly actor: ActorOptions;
  readonly critic: CriticNetwork;
  /** What the critic sees of base action and residual. */
  readonly criticInput: CriticInput;
  readonly target: Target;
  /** What the critic's outputs mean, and how they are learned. */
  readonly valueHead: ValueHead;
  readonly actorLearningRate: number;
  readonly criticLearningRate: number;
  /** Learning rate of log α. */
  readonly temperatureLearningRate: number;
  /** α before the first update. */
  readonly initialTemperature: number;
  /** H̄ per entry of the residual chunk, nats; −1 in DAWN. */
  readonly targetEntropyPerEntry: number;
  /** Gradient norm bound, of each critic and of the actor separately. */
  readonly maxGradientNorm: number;
}

/** Sizes that a task gives. */
export interface ResidualSacDims {
  readonly featureDim: number;
  /** executeSteps × actionDim. */
  readonly chunkDim: number;
}

/** A batch of chunk transitions t−1 → t, with the noise of both actor samples. */
export type ResidualBatch = {
  /** Features of s_{t−1}, [batch, featureDim]. */
  readonly obsTm1: NdArray;
  /** Features of s_t, [batch, featureDim]. */
  readonly obsT: NdArray;
  /** Base chunk at s_{t−1}, [batch, chunkDim], stored at collection. */
  readonly baseTm1: NdArray;
  /** Base chunk at s_t, sampled once at collection, [batch, chunkDim]. */
  readonly baseT: NdArray;
  /** Unscaled residual that was executed, [batch, chunkDim]. */
  readonly residualTm1: NdArray;
  /** Reward of the chunk, [batch, 1]. */
  readonly rewardT: NdArray;
  /** γ, or 0 after termination; truncation keeps γ, [batch, 1]. */
  readonly discountT: NdArray;
  /** Standard normal noise of the target's sample, [batch, chunkDim]. */
  readonly noiseT: NdArray;
  /** Standard normal noise of the actor loss's sample, [batch, chunkDim]. */
  readonly noiseTm1: NdArray;
};

/**
 * What an update asks of a batch: plain transitions, and the noise of both actor samples.
 *
 * @param spec what a transition is made of
 * @returns one-step transitions, standard normal noise of a chunk's length for s_t and for s_{t−1}
 */
export function residualSacSampling({ chunkDim }: TransitionSpec): SampleSpec {
  const noise = { noiseT: { shape: [chunkDim] }, noiseTm1: { shape: [chunkDim] } };
  return { nStep: 1, noise, secondShare: 0 };
}
