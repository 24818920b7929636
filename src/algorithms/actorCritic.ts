/** What every actor-critic here is shaped by, so that learning rules differ only in what they are about. */

import type { ActorOptions } from '../actor/index.js';
import type { NdArray } from '../arrays/index.js';
import { adam, type OptimizerOf } from '../compute/index.js';
import { type CriticNetwork, type Ensemble, twinCritics, type ValueHead } from '../critic/index.js';
import { type ActorInput, type CriticInput, obsInput } from '../residual/index.js';
import type { AlgorithmSettings } from './algorithm.js';
import { checkedActorInput, checkedCriticInput, checkedOptimizer } from './checkedParts.js';
import type { NoiseSpec, SampleSpec } from './sampling.js';

/** Settings of an actor with critics. */
export interface ActorCriticSettings extends AlgorithmSettings {
  /** Polyak step τ of the target critics, per update. */
  readonly tau: number;
  readonly actor: ActorOptions;
  /** What the actor sees; features alone by default. */
  readonly actorInput?: ActorInput;
  readonly critic: CriticNetwork;
  /** How many critics there are, and which of them is believed; the lower of two by default. */
  readonly ensemble?: Ensemble;
  /** What the critic sees of base action and residual. */
  readonly criticInput: CriticInput;
  /** What the critic's outputs mean, and how they are learned. */
  readonly valueHead: ValueHead;
  /** Chunks whose rewards a target sums before it backs a value up; 1 by default. */
  readonly nStep?: number;
  /** Share of demonstrations in a batch, in [0, 1); none by default. */
  readonly demonstrationShare?: number;
  /** What takes the steps; Adam by default. */
  readonly optimizer?: OptimizerOf;
  readonly actorLearningRate: number;
  readonly criticLearningRate: number;
  /** Gradient norm bound, of each critic and of the actor separately. */
  readonly maxGradientNorm: number;
}

/** A batch of chunk transitions t−1 → t. */
export type TransitionBatch = {
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
  /** Reward of the chunk, or of n chunks, discounted, [batch, 1]. */
  readonly rewardT: NdArray;
  /** γ, of n chunks γⁿ, or 0 after termination; truncation keeps γ, [batch, 1]. */
  readonly discountT: NdArray;
};

/** A {@link TransitionBatch} with noise of the shape of the residual, and what an ensemble chooses its members by. */
export type NoisyBatch<Names extends string> = TransitionBatch & { readonly [Name in Names]: NdArray } & {
  /** [batch, members]; only for ensembles that choose. */
  readonly membersT?: NdArray;
};

type Defaulted = 'actorInput' | 'ensemble' | 'optimizer';

/**
 * Settings with their defaults put in.
 *
 * @param settings what an agent has
 * @returns the same, where optional parts are left out with the usual ones
 */
export function withDefaults<Settings extends ActorCriticSettings>(
  settings: Settings,
): Settings & Required<Pick<ActorCriticSettings, Defaulted>> {
  const {
    actorInput = obsInput,
    ensemble = twinCritics,
    optimizer = (learningRate) => adam({ learningRate }),
  } = settings;
  return {
    ...settings,
    criticInput: checkedCriticInput(settings.criticInput),
    actorInput: checkedActorInput(actorInput),
    ensemble,
    optimizer: checkedOptimizer(optimizer),
  };
}

/**
 * What an actor-critic asks of a batch.
 *
 * @param settings the agent's settings
 * @param noise columns of the learning rule itself
 * @returns these, with the length of a return, the share of demonstrations, and what the ensemble needs
 */
export function actorCriticSampling(
  settings: ActorCriticSettings,
  noise: Readonly<Record<string, NoiseSpec>>,
): SampleSpec {
  const { nStep = 1, demonstrationShare = 0, ensemble = twinCritics } = settings;
  const chosen: SampleSpec['noise'] = ensemble.chooses ? { membersT: { shape: [ensemble.members] } } : {};
  return { nStep, noise: { ...noise, ...chosen }, secondShare: demonstrationShare };
}
