/**
 * The knobs by name, with their ranges: light enough to answer before the numerics are loaded.
 *
 * @outsideNumerics an agent counts by what it computes
 */

import type { z } from 'zod';
import { discountFactor, entropyTemperature, learningRate, residualBound, returnLength } from '../algorithms/forms.js';
import { checkSettings, integerFrom, numberIn, oneOf, strictSettings } from '../settings/index.js';
import type { AgentKnobs } from './agent.js';
import { type AgentChoices, type AgentName, ANCHORED, CHOICES } from './names.js';

const chunks = integerFrom(0, 'chunk transitions');

const choices = Object.fromEntries(
  Object.entries(CHOICES).map(([choice, names]) => [choice, oneOf<string>(choice, names).optional()]),
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

/**
 * Chunk transitions before an agent's first update.
 *
 * @param agent name of the agent
 * @param knobs the task's knobs
 * @returns DAWN's M, or where learning starts for the agents without an anchor
 */
export function warmupLength(agent: AgentName, knobs: AgentKnobs): number {
  return ANCHORED.includes(agent) ? knobs.warmupChunks : knobs.learningStartsChunks;
}
