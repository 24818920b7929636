/**
 * From what is written where a name may stand (names of the library, references, values) to what is trained.
 *
 * @outsideNumerics what it loads counts by what it computes
 */

import type { AgentKnobs, AnyAgent } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';
import type { PartKind, PartValues } from './partKinds.js';
import { isReference } from './partReference.js';
import { resolvePart } from './resolvePart.js';

/** Hashes of the code of parts by reference, by what they are for. */
export type OwnCode = Readonly<Partial<Record<PartKind, string>>>;

/** References of parts, by what they are for. */
export type OwnReferences = Readonly<Partial<Record<PartKind, string>>>;

/** Task, agent and base policy as they were written. */
export interface WrittenParts {
  /** Name, reference such as `./mine.ts#task`, or a task of the reader's own. */
  readonly task: string | OwnTask;
  /** Name, reference such as `./mine.ts#agent`, or an agent. */
  readonly agent: string | AnyAgent;
  /** Kind, reference such as `./mine.ts#base`, or a policy of the reader's own. */
  readonly baseKind: string | OwnBase;
  /** What an agent by name is made of, and one that is a function of them. */
  readonly knobs?: AgentKnobs;
}

/** Parts as training takes them. */
export interface LoadedParts {
  readonly task: string | OwnTask;
  readonly agent: AnyAgent;
  readonly baseKind: string | OwnBase;
  /** Absent where nothing was written by reference. */
  readonly own?: OwnCode;
}

/** An agent of a value or of knobs. */
async function agentOf(
  written: string | PartValues['agent'],
  reference: string,
  knobs?: AgentKnobs,
): Promise<AnyAgent> {
  if (typeof written !== 'string' && typeof written !== 'function') return written;
  if (!knobs)
    throw new TypeError(
      `The agent '${reference}' is made of knobs: give an agent, for instance createAgent('dawn', knobs), or the knobs.`,
    );
  const { createAgent, checkKnobs } = await import('../agents/index.js');
  if (typeof written === 'string') return createAgent(written, knobs);
  checkKnobs(knobs);
  return written(knobs);
}

/**
 * Loads the parts of a run that are written by reference, and makes the agent.
 *
 * @param written task, agent, base policy, knobs
 * @param kept hashes of code that is meant, where a pinned copy of the library has kept it
 * @returns values, or names of the library, with the hashes of the code that was loaded
 * @throws Error as {@link resolvePart}; TypeError on an agent that needs knobs and has none
 */
export async function loadParts(written: WrittenParts, kept: OwnCode = {}): Promise<LoadedParts> {
  const own: Partial<Record<PartKind, string>> = {};
  const load = async <Kind extends PartKind, Given>(kind: Kind, given: Given): Promise<Given | PartValues[Kind]> => {
    if (!isReference(given)) return given;
    const { value, hash } = await resolvePart(given, kind, { hash: kept[kind] });
    own[kind] = hash;
    return value;
  };
  const task = await load('task', written.task);
  const agent = await agentOf(await load('agent', written.agent), String(written.agent), written.knobs);
  const baseKind = await load('base', written.baseKind);
  return { task, agent, baseKind, ...(Object.keys(own).length > 0 && { own }) };
}

/**
 * Fails where knobs were changed for an agent that is made already: they would not reach it.
 *
 * @param agent name or reference
 * @param changed names of the knobs that were changed
 * @throws TypeError naming the agent; Error as {@link resolvePart}
 */
export async function checkKnobsReach(agent: string, changed: readonly string[]): Promise<void> {
  if (!isReference(agent) || changed.length === 0) return;
  const { value } = await resolvePart(agent, 'agent');
  if (typeof value === 'function') return;
  throw new TypeError(
    `Knobs (${changed.join(', ')}) do not reach '${agent}', an agent that is made already. Export a ` +
      "function that makes it of knobs, for instance (knobs) => ({ ...createAgent('dawn', knobs), name: 'mine' }).",
  );
}
