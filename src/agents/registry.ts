/** Agents by name. */

import type { ActorCriticSettings } from '../algorithms/index.js';
import type { Agent, AgentKnobs, AnyAgent } from './agent.js';
import { dawn } from './dawn.js';
import { checkKnobs } from './knobs.js';
import type { AgentName } from './names.js';
import { policyDecorator } from './policyDecorator.js';
import { resfit } from './resfit.js';
import { vanilla } from './vanilla.js';

/** Every agent, from a task's knobs. A new agent is a new file, a name and an entry here. */
export const agents = { dawn, policyDecorator, vanilla, resfit } satisfies Readonly<
  Record<AgentName, (knobs: AgentKnobs) => AnyAgent>
>;

/** What an agent of that name is; of a name that is known at run time alone, what all of them share. */
export type AgentOf<Name extends string> = Name extends AgentName
  ? ReturnType<(typeof agents)[Name]>
  : Agent<ActorCriticSettings>;

/**
 * An agent by name.
 *
 * @param name a key of {@link agents}
 * @param knobs the task's knobs
 * @returns the agent
 * @throws Error naming the agents that there are; RangeError on a knob that does not exist or is out of its range
 */
export function createAgent<Name extends string>(name: Name, knobs: AgentKnobs): AgentOf<Name> {
  if (!Object.hasOwn(agents, name))
    throw new Error(`There is no agent '${name}'; there are ${Object.keys(agents).join(', ')}.`);
  checkKnobs(knobs);
  return agents[name as AgentName](knobs) as AgentOf<Name>;
}
