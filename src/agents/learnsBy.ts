/** What an agent learns by, and how it sees pictures: a choice of its learning rule. */

import type { Algorithm, AlgorithmSettings } from '../algorithms/index.js';
import { encoders } from '../algorithms/pictured/index.js';
import type { ArrayTree } from '../arrays/index.js';
import type { RewardRange } from '../rewards/index.js';
import type { Agent, AgentKnobs } from './agent.js';
import { named } from './partByName.js';

/** Composes an agent from a task's knobs, and least and greatest reward of a chunk. */
export type MakeAgent<Settings extends AlgorithmSettings> = ((
  knobs: AgentKnobs,
  reward: RewardRange,
) => Agent<Settings>) & {
  /** Its learning rule, before anything stands in front of it. */
  readonly rule: Algorithm;
};

/**
 * An agent of a learning rule. The rule stands beside the function that makes the agent, so that a run can be read back by
 * the rule's name without a second list of rules.
 *
 * @param rule a learning rule of vectors; the knob `encoder` chooses what is put in front of it
 * @param compose the other parts, from the task's knobs, and least and greatest reward of a chunk
 * @returns the function that makes the agent
 */
export function learnsBy<Settings extends AlgorithmSettings, State extends ArrayTree, Batch extends ArrayTree>(
  rule: Algorithm<Settings, State, Batch>,
  compose: (knobs: AgentKnobs, reward: RewardRange) => Omit<Agent<Settings>, 'algorithm'>,
): MakeAgent<Settings> {
  const make = (knobs: AgentKnobs, reward: RewardRange): Agent<Settings> => {
    const { name, ...rest } = compose(knobs, reward);
    const { encoder = 'frozen', criticLearningRate } = knobs;
    return { name, algorithm: named('encoder', encoders, encoder)(rule, criticLearningRate), ...rest };
  };
  return Object.assign(make, { rule: rule as unknown as Algorithm });
}
