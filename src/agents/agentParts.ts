/** The parts of an agent's critic and of its learning that a knob can choose by name. */

import { type OptimizerOf, optimizers } from '../compute/index.js';
import {
  type CriticNetwork,
  criticForms,
  type Ensemble,
  ensembles,
  type Target,
  targets,
  type ValueHead,
  valueHeads,
} from '../critic/index.js';
import { type Normalizer, normalizerNamed } from '../normalization/index.js';
import { type ActorInput, actorInputs, type CriticInput, criticInputs } from '../residual/index.js';
import { type RewardRange, valueRange } from '../rewards/index.js';
import type { AgentKnobs } from './agent.js';
import { chosen, named } from './partByName.js';

/** Values that a soft target may reach beyond the hard ones, in units of reward. */
const SUPPORT_MARGIN = 10;
/** Atoms and bins: twice C51's for the wider range. */
const ATOMS = 101;

/** The value heads by name, over the range of returns with its margin. */
function headsOf({ discount }: AgentKnobs, reward: RewardRange): Readonly<Record<string, ValueHead>> {
  const { low, high } = valueRange(reward, discount);
  const support = { low: low - SUPPORT_MARGIN, high: high + SUPPORT_MARGIN, count: ATOMS };
  return Object.fromEntries(Object.entries(valueHeads).map(([name, make]) => [name, make(support)]));
}

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
  const normalizer = chosen<Normalizer>('normalizer', normalizerNamed, name ?? own);
  return named('criticForm', criticForms, criticForm)({ width, normalizer });
}

/**
 * How an agent's critic sees actions, what its outputs mean, and what they learn.
 *
 * @param knobs the task's knobs; `criticInput`, `valueHead`, `target`, `actorInput`, `ensemble`, `optimizer` choose,
 *   `nStep` is a number
 * @param reward least and greatest reward of a chunk: distributions lie in the range of returns and 10 beyond it
 * @returns the sum, a scalar value and the soft target by default. Soft values stay inside a distribution's range with
 * DAWN's α₀, not with 1
 * @throws Error on a name that does not exist
 */
export function agentLearning(
  knobs: AgentKnobs,
  reward: RewardRange,
): {
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
    ...(actorInput && { actorInput: chosen<ActorInput>('actorInput', actorInputs, actorInput) }),
    ...(ensemble && { ensemble: chosen<Ensemble>('ensemble', ensembles, ensemble) }),
    ...(optimizer && { optimizer: chosen<OptimizerOf>('optimizer', optimizers, optimizer) }),
    ...(nStep !== undefined && { nStep }),
    criticInput: chosen<CriticInput>('criticInput', criticInputs, criticInput),
    valueHead: chosen('valueHead', headsOf(knobs, reward), valueHead),
    target: chosen<Target>('target', targets, target),
  };
}
