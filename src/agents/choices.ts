/**
 * What a knob can choose by name, so that a variation of an agent is plain data: the rooms' registries say what there is.
 *
 * @outsideNumerics an agent counts by what it computes
 */

import { encoders } from '../algorithms/pictured/index.js';
import { optimizers } from '../compute/index.js';
import { criticForms, ensembles, targets, valueHeads } from '../critic/index.js';
import { normalizerNamed } from '../normalization/index.js';
import { actorInputs, criticInputs } from '../residual/index.js';
import type { PartReference } from '../settings/index.js';
import { explicitActors, explicitTemperatures, warmups } from '../warmup/index.js';
import type { AgentParts } from './ownParts.js';

/** What there is for each knob, by name. */
const PARTS = {
  /** What the critic's layers are normalized by. */
  normalizer: normalizerNamed,
  criticForm: criticForms,
  valueHead: valueHeads,
  criticInput: criticInputs,
  actorInput: actorInputs,
  /** How a picture is seen. */
  encoder: encoders,
  ensemble: ensembles,
  target: targets,
  optimizer: optimizers,
  warmup: warmups,
  /** What the critics regress on during an explicit warmup. */
  explicitTarget: targets,
  /** What else an explicit warmup trains. */
  explicitActor: explicitActors,
  explicitTemperature: explicitTemperatures,
};

type NameOf<Choice extends keyof typeof PARTS> = keyof (typeof PARTS)[Choice] & string;

/** The names that there are for each choice. */
export const CHOICES = Object.fromEntries(
  Object.entries(PARTS).map(([choice, parts]) => [choice, Object.keys(parts)]),
) as unknown as { readonly [Choice in keyof typeof PARTS]: readonly NameOf<Choice>[] };

/** A part of the reader's own in place of a name: itself, or where it is written, `./mine.ts#head`. */
export type OwnPart<Choice> = Choice extends keyof AgentParts ? AgentParts[Choice] | PartReference : never;

/** Choices by name, or of the reader's own; what is left out is the agent's own. */
export type AgentChoices = {
  readonly [Choice in keyof typeof PARTS]?: NameOf<Choice> | OwnPart<Choice>;
};
