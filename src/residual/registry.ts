/** What actors and critics are shown, by name. A new one is a new value and an entry here. */

import { type ActorInput, obsBaseInput, obsInput, obsMaskedInput } from './actorInput.js';
import { type CriticInput, concatInput, residualInput, scaledSumInput, sumInput } from './criticInput.js';

/** What the critic sees of the action. */
export const criticInputs = {
  sum: sumInput,
  residual: residualInput,
  concat: concatInput,
  scaledSum: scaledSumInput,
} satisfies Readonly<Record<string, CriticInput>>;

/** What the actor sees: features, these and the base chunk, or as many entries with zeros in the chunk's place. */
export const actorInputs = {
  obs: obsInput,
  obsBase: obsBaseInput,
  obsMasked: obsMaskedInput,
} satisfies Readonly<Record<string, ActorInput>>;
