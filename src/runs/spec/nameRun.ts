/** From what is written where a name may stand to a run with names, and back to what is trained. */

import { AGENT_NAMES } from '../../agents/names.js';
import { isReference, type LoadedParts, loadParts, type WrittenParts } from '../../parts/index.js';
import { tasks } from '../../tasks/index.js';
import { partNames } from '../../training/index.js';
import type { RunRequest } from './runSpec.js';

/** A run whose parts are written as names or references. */
export type WrittenRun = Omit<RunRequest, 'base' | 'own'> & { readonly base: string };

/** Two parts of one name could not be told apart in a table or a figure. */
function checkOwnName(what: string, reference: string | undefined, name: string, taken: readonly string[]): void {
  if (reference && taken.includes(name))
    throw new Error(`${what} '${reference}' is called '${name}', as the library's is. Give it a name of its own.`);
}

/**
 * Names a run: records, tables and figures go by the names that its parts give themselves.
 *
 * @param run what is asked for; nothing is loaded where all its parts are the library's
 * @returns the request, with the references beside the names; and the parts, where they were loaded
 * @throws Error as `loadParts`; Error on a part that is called like one of the library
 */
export async function nameRun(
  run: WrittenRun,
): Promise<{ readonly request: RunRequest; readonly parts?: LoadedParts }> {
  const { task, agent, base, ...rest } = run;
  const own = Object.fromEntries(Object.entries({ task, agent, base }).filter(([, written]) => isReference(written)));
  if (Object.keys(own).length === 0) return { request: { ...rest, task, agent, base: { kind: base } } };
  const parts = await loadParts({ task, agent, baseKind: base, knobs: run.knobs });
  const names = partNames(parts);
  checkOwnName('The task', own.task, names.task, Object.keys(tasks));
  checkOwnName('The agent', own.agent, parts.agent.name, AGENT_NAMES);
  const request = { ...rest, task: names.task, agent: parts.agent.name, base: { kind: names.baseKind }, own };
  return { request, parts };
}

/**
 * The parts of a run as they were written.
 *
 * @param request the run
 * @returns names and references, for `loadParts`
 */
export function writtenParts({ task, agent, base, knobs, own }: RunRequest): WrittenParts {
  return { task: own?.task ?? task, agent: own?.agent ?? agent, baseKind: own?.base ?? base.kind, knobs };
}
