/** What a learning rule is: pure functions of state, batch and settings. Training knows nothing else of it. */

import type { z } from 'zod';
import type { ArrayTree } from '../arrays/index.js';
import type { Tensors, TensorTree, tf } from '../compute/index.js';
import type { CriticLayer } from '../critic/index.js';
import type { RewardRange } from '../rewards/index.js';
import type { ExplicitWarmup } from '../warmup/index.js';
import type { PanelSpec } from './panels.js';
import type { SampleSpec, TransitionSpec } from './sampling.js';

/** What training itself reads of an agent's settings; everything else is the learning rule's own. */
export interface AlgorithmSettings {
  /** Bound λ of the residual. */
  readonly lambda: number;
  /** Discount γ per chunk. */
  readonly discount: number;
}

/** Sizes that task and base policy give. */
export interface ResidualDims {
  readonly featureDim: number;
  /** executeSteps × actionDim. */
  readonly chunkDim: number;
  /** Shape of the picture whose bytes are the last features, [height, width, channels]; absent where there is none. */
  readonly picture?: readonly number[];
}

/** What a decision is made from, one row each. */
export interface Sight {
  /** [batch, featureDim]. */
  readonly features: tf.Tensor;
  /** The base policy's chunk, [batch, chunkDim]. */
  readonly base: tf.Tensor;
}

/** A decision: what was seen, and the unscaled residual that is added, [batch, chunkDim]. */
export interface Decision extends Sight {
  readonly residual: tf.Tensor;
}

/** What probes may ask of a learning rule; what it has not to say it leaves out. */
export interface Views<Settings extends AlgorithmSettings, State extends ArrayTree> {
  /** The part of a state that is looked at. */
  of(state: State): ArrayTree;
  /** The value that the actor is led by, [batch, 1]. */
  q(params: TensorTree, decision: Decision, settings: Settings): tf.Tensor;
  /** Hidden layers of one critic, first to last. */
  layers?(params: TensorTree, decision: Decision, settings: Settings): readonly CriticLayer[];
  /** The actor's deterministic residual, [batch, chunkDim]. */
  residual(params: TensorTree, sight: Sight, settings: Settings): tf.Tensor;
  /** log π of the actor's sample under standard normal noise [batch, chunkDim]: [batch, 1], nats. */
  logPi?(params: TensorTree, sight: Sight, noise: tf.Tensor, settings: Settings): tf.Tensor;
  /** α: what a nat of log π costs in reward. */
  temperature?(state: State): number;
}

/** A learning rule; a new one is a new folder. */
export interface Algorithm<
  Settings extends AlgorithmSettings = AlgorithmSettings,
  State extends ArrayTree = ArrayTree,
  Batch extends ArrayTree = ArrayTree,
> {
  /** For tables and records. */
  readonly name: string;
  /** Shape of the picture that it learns to see, [height, width, channels]; absent for one that sees vectors alone. */
  readonly picture?: readonly number[];
  /** What its settings must be. */
  readonly form: z.ZodType;
  /** What it asks of a batch. */
  sampling(settings: Settings, spec: TransitionSpec): SampleSpec;
  /** Everything that an update changes, before the first one; drawn from the master seed's `init` stream. */
  init(seed: number, dims: ResidualDims, settings: Settings): State;
  /** One update; in the phase of an explicit warmup it keeps to what that trains. Outputs are scalars. */
  update(
    state: Tensors<State>,
    batch: Tensors<Batch>,
    settings: Settings,
    explicit?: ExplicitWarmup,
  ): { readonly state: Tensors<State>; readonly outputs: Readonly<Record<string, tf.Tensor>> };
  readonly policy: {
    /** The part of a state that acts. */
    of(state: State): ArrayTree;
    /** Unscaled residuals in [−1, 1], [batch, chunkDim]; standard normal noise explores, 0 is the deterministic residual. */
    act(params: TensorTree, sight: Sight, noise: tf.Tensor, settings: Settings): tf.Tensor;
  };
  readonly views: Views<Settings, State>;
  /** Between what its critics' values can lie; absent, or undefined, where any number can be one. */
  valueSupport?(settings: Settings): RewardRange | undefined;
  /** What a live figure draws of the outputs, in order; without it, each output in a panel of its own. */
  readonly panels?: readonly PanelSpec[];
}
