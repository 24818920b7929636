/**
 * What may stand where a name may, and how each is told from what is something else.
 *
 * @outsideNumerics it checks what was asked for
 */

import type { AgentKnobs, AnyAgent } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';

/** Parts of a run by what they are for. */
export interface PartValues {
  readonly task: OwnTask;
  /** An agent, or what makes one of the task's knobs. */
  readonly agent: AnyAgent | ((knobs: AgentKnobs) => AnyAgent);
  readonly base: OwnBase;
}

/** What a part is for. */
export type PartKind = keyof PartValues;

/** Words for the error, and the entries that a part must have, by type. */
interface KindForm {
  readonly words: string;
  readonly entries: Readonly<Record<string, 'function' | 'object' | 'string'>>;
  /** Functions of which one must be there. */
  readonly oneOf?: readonly string[];
  /** Whether a function will do as well. */
  readonly orFunction?: true;
}

const KINDS: Readonly<Record<PartKind, KindForm>> = {
  task: {
    words: 'a task (spec, and create or open), for instance from pureTask',
    entries: { spec: 'object' },
    oneOf: ['create', 'open'],
  },
  agent: {
    words: 'an agent (settings, warmup, gate), or a function that makes one of knobs',
    entries: { settings: 'object', warmup: 'object', gate: 'function' },
    orFunction: true,
  },
  base: {
    words: 'a base policy (kind, create), for instance from basePolicyByHand',
    entries: { kind: 'string', create: 'function' },
  },
};

/** A value in a word, with what it is made of. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'undefined' ? 'undefined' : typeof value;
  return Array.isArray(value) ? 'a list' : `an object of ${Object.keys(value).join(', ') || 'nothing'}`;
}

/**
 * Fails on a part that is something else.
 *
 * @param value what the file exports
 * @param kind what it is to be
 * @param reference where it is written, for the error
 * @throws TypeError saying what it is and what it must be
 */
export function checkKind<Kind extends PartKind>(
  value: unknown,
  kind: Kind,
  reference: string,
): asserts value is PartValues[Kind] {
  const { words, entries, oneOf, orFunction } = KINDS[kind];
  if (orFunction && typeof value === 'function') return;
  const record = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const whole = Object.entries(entries).every(([name, type]) => record[name] !== null && typeof record[name] === type);
  if (whole && (oneOf?.some((name) => typeof record[name] === 'function') ?? true)) return;
  throw new TypeError(`'${reference}' is ${shown(value)}; it must be ${words}.`);
}
