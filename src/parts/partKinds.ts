/**
 * What may stand where a name may, and how each is told from what is something else.
 *
 * @outsideNumerics it checks what was asked for
 */

import { z } from 'zod';
import { type AgentKnobs, type AgentParts, type AnyAgent, agentPartForms, type PartForm } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';
import type { RewardRange } from '../rewards/index.js';
import { kindText } from '../settings/index.js';

/** Parts of a run by what they are for; those of an agent by the knob that they stand in. */
export interface PartValues extends AgentParts {
  readonly task: OwnTask;
  /** An agent, or what makes one of the task's knobs. */
  readonly agent: AnyAgent | ((knobs: AgentKnobs, reward?: RewardRange) => AnyAgent);
  readonly base: OwnBase;
  /** A probe, as far as it is known on this floor; training knows the rest. */
  readonly probe: { readonly name: string; readonly measure: (...asked: never[]) => unknown };
}

/** What a part is for. */
export type PartKind = keyof PartValues;

const [fn, record, text] = ['function', 'object', 'string'].map((type) =>
  z.custom((value) => value !== null && typeof value === type),
);

const KINDS: Readonly<Record<PartKind, PartForm>> = {
  ...agentPartForms,
  task: {
    words: 'a task (spec, and create or open), for instance from pureTask',
    form: z.union([z.looseObject({ spec: record, create: fn }), z.looseObject({ spec: record, open: fn })]),
  },
  agent: {
    words: 'an agent (settings, warmup, gate), or a function that makes one of knobs',
    form: z.union([fn, z.looseObject({ settings: record, warmup: record, gate: fn })]),
  },
  base: {
    words: 'a base policy (kind, create), for instance from basePolicyByHand',
    form: z.looseObject({ kind: text, create: fn }),
  },
  probe: {
    words: 'a probe (name, needs, values, measure)',
    form: z.looseObject({ name: text, needs: record, values: record, measure: fn }),
  },
};

/**
 * What is wrong with a part that is something else.
 *
 * @param value what the file exports
 * @param kind what it is to be
 * @returns what it is and what it must be; nothing where it is that
 */
export function kindFault(value: unknown, kind: PartKind): string | undefined {
  const { words, form } = KINDS[kind];
  return form.safeParse(value).success ? undefined : `is ${kindText(value)}; it must be ${words}`;
}
