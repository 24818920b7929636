/**
 * Parts of an agent that a reader may bring in place of a name: what each must be.
 *
 * @outsideNumerics it checks what was composed
 */

import { z } from 'zod';
import { actorCriticForms } from '../algorithms/forms.js';
import type { OptimizerOf } from '../compute/index.js';
import type { Ensemble, Target, ValueHead } from '../critic/index.js';
import type { Normalizer } from '../normalization/index.js';
import type { ActorInput, CriticInput, ExplorationGate } from '../residual/index.js';
import { functionForm, nameForm } from '../settings/index.js';
import type { WarmupBehaviour } from '../warmup/index.js';

/** What stands for each of them, by the knob that it belongs to. */
export interface AgentParts {
  readonly normalizer: Normalizer;
  readonly valueHead: ValueHead;
  readonly criticInput: CriticInput;
  readonly actorInput: ActorInput;
  readonly ensemble: Ensemble;
  readonly target: Target;
  readonly explicitTarget: Target;
  readonly optimizer: OptimizerOf;
  readonly warmup: WarmupBehaviour;
  readonly gate: ExplorationGate;
}

/** What a part must be: in words for the error, and as a check. */
export interface PartForm {
  readonly words: string;
  readonly form: z.ZodType;
}

const target: PartForm = {
  words: 'a target, a function of { rewardT, discountT, qT, logPiT, alpha }',
  form: functionForm,
};

/** The forms, by knob. */
export const agentPartForms: Readonly<Record<keyof AgentParts, PartForm>> = {
  normalizer: {
    words: 'a normalizer (name, init, apply)',
    form: z.looseObject({ name: nameForm, init: functionForm, apply: functionForm }),
  },
  valueHead: {
    words: 'a value head (name, outputs, value, target, loss), for instance scalarHead(huber)',
    form: actorCriticForms.valueHead,
  },
  criticInput: { words: 'an input of the critic (name, dim, compose)', form: actorCriticForms.criticInput },
  actorInput: { words: 'an input of the actor (name, dim, compose)', form: actorCriticForms.actorInput.unwrap() },
  ensemble: {
    words: 'an ensemble (name, members, chooses, backedUp, climbed)',
    form: actorCriticForms.ensemble.unwrap(),
  },
  target,
  explicitTarget: target,
  optimizer: {
    words: 'a function from a step size to an optimizer, for instance (learningRate) => sgd({ learningRate })',
    form: functionForm,
  },
  warmup: {
    words: "a warmup's behaviour, a function (chunks, chunkDim, stream, episodeSeed) => residual",
    form: functionForm,
  },
  gate: { words: 'a gate, a function from chunk transitions to a probability', form: functionForm },
};

/**
 * The knobs in which a part of the reader's own may stand.
 *
 * @param name a knob's name
 * @returns whether it is one of them
 */
export function takesPart(name: string): name is keyof AgentParts {
  return Object.hasOwn(agentPartForms, name);
}
