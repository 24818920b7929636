/**
 * What an agent must be, whoever composed it: every part there, every number in its range.
 *
 * @outsideNumerics it checks what was composed
 */

import { z } from 'zod';
import { checkSettings, integerFrom, numberIn, strictSettings } from '../settings/index.js';
import type { Agent } from './agent.js';
import { discountFactor, entropyTemperature, learningRate, residualBound } from './knobs.js';

const name = z.custom<string>(
  (value) => typeof value === 'string' && value.length > 0,
  'must be a text that is not empty',
);
const fn = z.custom<(...inputs: never[]) => unknown>((value) => typeof value === 'function', {
  error: ({ input }) => `is ${input === null ? 'null' : typeof input}; it must be a function`,
});
const flag = z.custom<boolean>((value) => typeof value === 'boolean', 'must be true or false');

const warmupChunks = z.custom<number>(
  // A warmup without an end collects for as long as somebody looks on.
  (value) => value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && (value as number) >= 0),
  { error: ({ input }) => `is ${String(input)}; it must be an integer of at least 0, chunk transitions, or Infinity` },
);
const behaviour = z.custom<Agent['warmup']['behaviour']>(
  (value) => value === 'actor' || typeof value === 'function',
  "must be a function that draws a residual, or 'actor'",
);

const settingsForm = strictSettings('setting', {
  lambda: residualBound,
  discount: discountFactor,
  tau: numberIn('(0, 1]', 'per update'),
  actor: strictSettings('option of the actor', {
    width: integerFrom(1, 'units per hidden layer'),
    depth: integerFrom(1, 'hidden layers'),
    headGain: numberIn('[0, ∞)', 'of the heads').optional(),
    initialStandardDeviation: numberIn('(0, ∞)', 'before tanh').optional(),
  }),
  critic: z.looseObject({ name, init: fn, apply: fn }),
  criticInput: z.looseObject({ name, dim: fn, compose: fn }),
  target: fn,
  valueHead: z.looseObject({ name, outputs: integerFrom(1, 'outputs of the critic'), value: fn, target: fn, loss: fn }),
  actorLearningRate: learningRate,
  criticLearningRate: learningRate,
  temperatureLearningRate: learningRate,
  initialTemperature: entropyTemperature,
  targetEntropyPerEntry: numberIn('(-∞, ∞)', 'nats'),
  maxGradientNorm: numberIn('(0, ∞)', 'of each network'),
});

const agentForm = strictSettings('part of an agent', {
  name,
  settings: settingsForm,
  warmup: strictSettings('part of a warmup', {
    name,
    chunks: warmupChunks,
    behaviour,
  }),
  explicit: strictSettings('part of an explicit warmup', {
    updates: integerFrom(1, 'gradient updates'),
    trainsActor: flag,
    tunesTemperature: flag,
    target: fn.optional(),
  }).optional(),
  gate: fn,
});

/**
 * Fails on an agent that cannot learn what it says.
 *
 * @param agent composed by the library or by a reader
 * @throws RangeError naming each part that does not exist, is missing or is out of its range
 */
export function checkAgent(agent: Agent): void {
  checkSettings(agentForm, agent, 'agent');
}
