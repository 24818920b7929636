/**
 * The knobs by name, with their ranges.
 *
 * @outsideNumerics an agent counts by what it computes
 */

import { z } from 'zod';
import { discountFactor, entropyTemperature, learningRate, residualBound, returnLength } from '../algorithms/forms.js';
import {
  checkSettings,
  integerFrom,
  isReference,
  kindText,
  numberIn,
  oneOf,
  strictSettings,
} from '../settings/index.js';
import type { AgentKnobs } from './agent.js';
import { type AgentChoices, CHOICES, type OwnPart } from './choices.js';
import { type AgentParts, agentPartForms, takesPart } from './ownParts.js';

const chunks = integerFrom(0, 'chunk transitions');

/** A knob in which a part of the reader's own may stand, itself or by reference; names are checked before. */
function ownPart<Knob extends keyof AgentParts>(knob: Knob) {
  const { form, words } = agentPartForms[knob];
  return z.custom<OwnPart<Knob>>((value) => isReference(value) || form.safeParse(value).success, {
    error: ({ input }) => `is ${kindText(input)}; it must be ${words}, or a reference to one, './mine.ts#${knob}'`,
  });
}

/** The form of a choice by name, where another text is a name that does not exist. */
function choiceForm(choice: keyof AgentChoices, names: readonly string[]): z.ZodType {
  const byName = oneOf<string>(choice, names);
  if (!takesPart(choice)) return byName.optional();
  const own = ownPart(choice);
  return z.unknown().superRefine((value, context) => {
    const form = typeof value === 'string' && !isReference(value) ? byName : own;
    const { error } = form.optional().safeParse(value);
    for (const { message } of error?.issues ?? []) context.addIssue({ code: 'custom', message });
  });
}

const choices = Object.fromEntries(
  Object.entries(CHOICES).map(([choice, names]) => [
    choice,
    choiceForm(choice as keyof AgentChoices, names).optional(),
  ]),
) as unknown as { [Choice in keyof AgentChoices]-?: z.ZodOptional<z.ZodType<AgentChoices[Choice]>> };

/** The form of {@link AgentKnobs}: what `createAgent`, notebooks, the command line and sweeps take. */
export const knobsForm = strictSettings('knob', {
  lambda: residualBound,
  discount: discountFactor,
  width: integerFrom(1, 'units per hidden layer'),
  actorLearningRate: learningRate,
  criticLearningRate: learningRate,
  temperatureLearningRate: learningRate,
  warmupChunks: chunks,
  learningStartsChunks: chunks,
  gateHorizonChunks: integerFrom(1, 'chunk transitions'),
  ...choices,
  initialTemperature: entropyTemperature.optional(),
  warmupNoise: numberIn('[0, ∞)', 'in units of the unscaled residual, or a probability').optional(),
  initialStandardDeviation: numberIn('(0, ∞)', 'in units of the residual before tanh').optional(),
  nStep: returnLength.optional(),
  explicitUpdates: integerFrom(0, 'gradient updates').optional(),
  gate: ownPart('gate').optional(),
});

/**
 * Fails on knobs that cannot be meant.
 *
 * @param knobs a task's knobs with the changes to them
 * @throws RangeError naming each knob that does not exist or is out of its range, what it is and what it must be
 */
export function checkKnobs(knobs: AgentKnobs): void {
  checkSettings(knobsForm, knobs, 'knobs');
}
