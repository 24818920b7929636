/** Agents by name. */

import type { ActorCriticSettings, Algorithm } from '../algorithms/index.js';
import { type RewardRange, sparseReward } from '../rewards/index.js';
import type { Agent, AgentKnobs, AnyAgent } from './agent.js';
import { dawn } from './dawn.js';
import { checkKnobs } from './knobs.js';
import { policyDecorator } from './policyDecorator.js';
import { resfit } from './resfit.js';
import { vanilla } from './vanilla.js';

/** Every agent, from a task's knobs and rewards. A new agent is a new file and an entry here. */
export const agents = {
  dawn,
  policyDecorator,
  vanilla,
  resfit,
} satisfies Readonly<
  Record<string, ((knobs: AgentKnobs, reward: RewardRange) => AnyAgent) & { readonly rule: Algorithm }>
>;

/** A name of the library's agents. */
export type AgentName = keyof typeof agents;

/** Every agent's name. */
export const AGENT_NAMES = Object.keys(agents) as readonly AgentName[];

/** The agents that the paper compares: what is recorded unless others are asked for. */
export const PAPER_AGENTS = ['dawn', 'policyDecorator', 'vanilla'] as const satisfies readonly AgentName[];

/** What an agent of that name is; of a name that is known at run time alone, what all of them share. */
export type AgentOf<Name extends string> = Name extends AgentName
  ? ReturnType<(typeof agents)[Name]>
  : Agent<ActorCriticSettings>;

/**
 * An agent by name.
 *
 * @param name a key of {@link agents}
 * @param knobs the task's knobs
 * @param reward least and greatest reward of a chunk, for instance the task's rule: where distributions of returns lie;
 *   −1 until success by default
 * @returns the agent
 * @throws Error naming the agents that there are; RangeError on a knob that does not exist or is out of its range
 */
export function createAgent<Name extends string>(
  name: Name,
  knobs: AgentKnobs,
  reward: RewardRange = sparseReward,
): AgentOf<Name> {
  if (!Object.hasOwn(agents, name))
    throw new Error(`There is no agent '${name}'; there are ${Object.keys(agents).join(', ')}.`);
  checkKnobs(knobs);
  return agents[name as AgentName](knobs, reward) as AgentOf<Name>;
}
