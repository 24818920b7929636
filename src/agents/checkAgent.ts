/**
 * What an agent must be, whoever composed it: every part there, every number in its range.
 *
 * @outsideNumerics it checks what was composed
 */

import { z } from 'zod';
import { checkSettings, functionForm, integerFrom, nameForm, strictSettings } from '../settings/index.js';
import type { Agent, AnyAgent } from './agent.js';

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

const panel = z.looseObject({
  title: nameForm,
  lines: z.array(z.looseObject({ name: nameForm, of: functionForm.optional() })).nonempty(),
});

/** The form of an agent with a learning rule, whose form of settings it takes. */
const formOf = (settings: z.ZodType) =>
  strictSettings('part of an agent', {
    name: nameForm,
    algorithm: z.looseObject({
      name: nameForm,
      sampling: functionForm,
      init: functionForm,
      update: functionForm,
      policy: z.looseObject({ of: functionForm, act: functionForm }),
      views: z.looseObject({ of: functionForm, q: functionForm, residual: functionForm }),
      panels: z.array(panel).optional(),
    }),
    settings,
    warmup: strictSettings('part of a warmup', {
      name: nameForm,
      chunks: warmupChunks,
      behaviour,
    }),
    explicit: strictSettings('part of an explicit warmup', {
      updates: integerFrom(1, 'gradient updates'),
      trainsActor: flag,
      tunesTemperature: flag,
      target: functionForm.optional(),
    }).optional(),
    gate: functionForm,
  });

/**
 * Fails on an agent that cannot learn what it says.
 *
 * @param agent composed by the library or by a reader
 * @throws RangeError naming each part that does not exist, is missing or is out of its range
 */
export function checkAgent(agent: AnyAgent): void {
  checkSettings(formOf(agent?.algorithm?.form ?? z.unknown()), agent, 'agent');
}
