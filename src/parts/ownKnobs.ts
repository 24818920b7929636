/**
 * Knobs that name parts of the reader's own by reference.
 *
 * @outsideNumerics what it loads counts by what it computes
 */

import { type AgentKnobs, type AgentParts, type AnyAgent, takesPart } from '../agents/index.js';
import { isReference } from '../settings/index.js';
import { resolvePart } from './resolvePart.js';

/**
 * The references among knobs.
 *
 * @param knobs a task's knobs with the changes to them
 * @returns the knobs that name a part of the reader's own, with their references
 */
export function knobReferences(knobs: Partial<AgentKnobs>): [keyof AgentParts, string][] {
  return Object.entries(knobs).flatMap(([name, value]): [keyof AgentParts, string][] =>
    takesPart(name) && isReference(value) ? [[name, value]] : [],
  );
}

/**
 * Loads the parts that knobs name by reference: what `createAgent` takes, which is made of values.
 *
 * @param knobs a task's knobs with the changes to them, for instance `valueHead: './mine.ts#head'`
 * @returns the same with the parts themselves
 * @throws Error as {@link resolvePart}
 * @example
 * const agent = createAgent('dawn', await loadKnobs({ ...knobs, valueHead: './mine.ts#head' }));
 */
export async function loadKnobs<Knobs extends Partial<AgentKnobs>>(knobs: Knobs): Promise<Knobs> {
  const loaded: [string, unknown][] = [];
  for (const [knob, reference] of knobReferences(knobs))
    loaded.push([knob, (await resolvePart(reference, knob)).value]);
  return { ...knobs, ...Object.fromEntries(loaded) };
}

/**
 * Fails where knobs were changed for an agent that is made already: they would not reach it.
 *
 * @param agent name, reference, or an agent
 * @param changed names of the knobs that were changed
 * @throws TypeError naming the agent; Error as {@link resolvePart}
 */
export async function checkKnobsReach(agent: string | AnyAgent, changed: readonly string[]): Promise<void> {
  if (changed.length === 0 || (typeof agent === 'string' && !isReference(agent))) return;
  const value = isReference(agent) ? (await resolvePart(agent, 'agent')).value : agent;
  if (typeof value === 'function') return;
  throw new TypeError(
    `Knobs (${changed.join(', ')}) do not reach '${isReference(agent) ? agent : value.name}', an agent that is made ` +
      "already. Make it of them, createAgent('dawn', knobs), or export a function that does, for instance " +
      "(knobs) => ({ ...createAgent('dawn', knobs), name: 'mine' }).",
  );
}
