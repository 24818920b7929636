/** The parts of an agent's critic and of its learning that a knob can choose by name. */

import { adam, type OptimizerOf, sgd } from '../compute/index.js';
import {
  blockCritic,
  type CriticNetwork,
  categoricalHead,
  type Ensemble,
  gaussianHistogramHead,
  hardTarget,
  mlpCritic,
  quantileHead,
  randomEnsemble,
  scalarHead,
  softTarget,
  type Target,
  twinCritics,
  type ValueHead,
} from '../critic/index.js';
import { type Normalizer, normalizers } from '../normalization/index.js';
import {
  type ActorInput,
  type CriticInput,
  concatInput,
  obsBaseInput,
  obsInput,
  obsMaskedInput,
  residualInput,
  scaledSumInput,
  sumInput,
} from '../residual/index.js';
import { sparseReward, valueRange } from '../rewards/index.js';
import type { AgentKnobs } from './agent.js';
import type { CHOICES } from './names.js';
import { chosen, named } from './partByName.js';

/** Parts by the names that a knob chooses from. */
export type Parts<Choice extends keyof typeof CHOICES, Part> = Readonly<Record<(typeof CHOICES)[Choice][number], Part>>;

/** Values that a soft target may reach beyond the hard ones, in units of reward. */
const SUPPORT_MARGIN = 10;
/** Atoms, bins and quantiles; as in BRO for quantiles, twice C51's for the wider range. */
const ATOMS = 101;
const QUANTILES = 32;

/** What a target can be, by name. */
export const TARGETS: Parts<'target', Target> = { soft: softTarget, hard: hardTarget };
const INPUTS: Parts<'criticInput', CriticInput> = {
  sum: sumInput,
  residual: residualInput,
  concat: concatInput,
  scaledSum: scaledSumInput,
};
/** What an actor can be shown, by name. */
export const ACTOR_INPUTS: Parts<'actorInput', ActorInput> = {
  obs: obsInput,
  obsBase: obsBaseInput,
  obsMasked: obsMaskedInput,
};
const ENSEMBLES: Parts<'ensemble', Ensemble> = { twin: twinCritics, random: randomEnsemble() };
const OPTIMIZERS: Parts<'optimizer', OptimizerOf> = {
  adam: (learningRate) => adam({ learningRate }),
  sgd: (learningRate) => sgd({ learningRate }),
};
const support = ({ discount }: AgentKnobs) => {
  const { low, high } = valueRange(sparseReward, discount);
  return { low: low - SUPPORT_MARGIN, high: high + SUPPORT_MARGIN, count: ATOMS };
};
const heads = (knobs: AgentKnobs): Parts<'valueHead', ValueHead> => ({
  scalar: scalarHead(),
  c51: categoricalHead(support(knobs)),
  hlGauss: gaussianHistogramHead(support(knobs)),
  quantiles: quantileHead(QUANTILES),
});

/**
 * An agent's critic.
 *
 * @param knobs the task's knobs; `normalizer` and `criticForm` choose
 * @param own the agent's own normalization
 * @returns three hidden layers, or two residual blocks
 * @throws Error on a name that does not exist
 */
export function agentCritic(knobs: AgentKnobs, own: Normalizer): CriticNetwork {
  const { width, normalizer: name, criticForm = 'mlp' } = knobs;
  const byName = Object.fromEntries(normalizers.map((normalizer) => [normalizer.name, normalizer]));
  const normalizer = chosen('normalizer', byName, name ?? own);
  const forms: Parts<'criticForm', () => CriticNetwork> = {
    mlp: () => mlpCritic({ width, depth: 3, normalizer }),
    blocks: () => blockCritic({ width, blocks: 2, normalizer }),
  };
  return named('criticForm', forms, criticForm)();
}

/**
 * How an agent's critic sees actions, what its outputs mean, and what they learn.
 *
 * @param knobs the task's knobs; `criticInput`, `valueHead`, `target`, `actorInput`, `ensemble`, `optimizer` choose,
 *   `nStep` is a number
 * @returns the sum, a scalar value and the soft target by default. Distributions lie in [−1/(1 − γ) − 10, 10]: soft
 * values stay inside with DAWN's α₀, not with 1
 * @throws Error on a name that does not exist
 */
export function agentLearning(knobs: AgentKnobs): {
  readonly criticInput: CriticInput;
  readonly valueHead: ValueHead;
  readonly target: Target;
  readonly actorInput?: ActorInput;
  readonly ensemble?: Ensemble;
  readonly optimizer?: OptimizerOf;
  readonly nStep?: number;
} {
  const { criticInput = 'sum', valueHead = 'scalar', target = 'soft', actorInput, ensemble, optimizer, nStep } = knobs;
  return {
    ...(actorInput && { actorInput: chosen('actorInput', ACTOR_INPUTS, actorInput) }),
    ...(ensemble && { ensemble: chosen('ensemble', ENSEMBLES, ensemble) }),
    ...(optimizer && { optimizer: chosen('optimizer', OPTIMIZERS, optimizer) }),
    ...(nStep !== undefined && { nStep }),
    criticInput: chosen('criticInput', INPUTS, criticInput),
    valueHead: chosen('valueHead', heads(knobs), valueHead),
    target: chosen('target', TARGETS, target),
  };
}
