/**
 * What settings of learning rules must be: light enough to answer before the numerics are loaded.
 *
 * @outsideNumerics it checks what was composed
 */

import { z } from 'zod';
import { functionForm, integerFrom, nameForm, numberIn, strictSettings } from '../settings/index.js';

/** The form of a step of an optimizer. */
export const learningRate = numberIn('[0, ∞)', 'a step of Adam');
/** The form of λ. */
export const residualBound = numberIn('(0, 1]', 'the bound of the residual in half-widths of the action range');
/** The form of γ. */
export const discountFactor = numberIn('[0, 1)', 'per chunk');
/** The form of α₀. */
export const entropyTemperature = numberIn('(0, ∞)', 'in units of reward per nat');
/** The form of the number of chunks whose rewards a target sums. */
export const returnLength = integerFrom(1, 'chunks whose rewards are summed before a value is backed up');
/** The form of the share of demonstrations in a batch. */
const batchShare = numberIn('[0, 1)', 'the share of a batch that comes from demonstrations');

/** The forms that the settings of every actor-critic have in common. */
export const actorCriticForms = {
  lambda: residualBound,
  discount: discountFactor,
  tau: numberIn('(0, 1]', 'per update'),
  actor: strictSettings('option of the actor', {
    width: integerFrom(1, 'units per hidden layer'),
    depth: integerFrom(1, 'hidden layers'),
    headGain: numberIn('[0, ∞)', 'of the heads').optional(),
    initialStandardDeviation: numberIn('(0, ∞)', 'before tanh').optional(),
  }),
  actorInput: z.looseObject({ name: nameForm, dim: functionForm, compose: functionForm }).optional(),
  critic: z.looseObject({ name: nameForm, init: functionForm, apply: functionForm }),
  ensemble: z
    .looseObject({
      name: nameForm,
      members: integerFrom(1, 'critics'),
      backedUp: functionForm,
      climbed: functionForm,
    })
    .optional(),
  criticInput: z.looseObject({ name: nameForm, dim: functionForm, compose: functionForm }),
  valueHead: z.looseObject({
    name: nameForm,
    outputs: integerFrom(1, 'outputs of the critic'),
    value: functionForm,
    target: functionForm,
    loss: functionForm,
  }),
  nStep: returnLength.optional(),
  demonstrationShare: batchShare.optional(),
  optimizer: functionForm.optional(),
  actorLearningRate: learningRate,
  criticLearningRate: learningRate,
  maxGradientNorm: numberIn('(0, ∞)', 'of each network'),
};
