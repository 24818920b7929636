/** How an agent sees pictures: a choice of its learning rule. */

import type { Algorithm, AlgorithmSettings } from '../algorithms/index.js';
import { encoders } from '../algorithms/pictured/index.js';
import type { ArrayTree } from '../arrays/index.js';
import type { AgentKnobs } from './agent.js';
import { named } from './partByName.js';

/**
 * An agent's learning rule.
 *
 * @param knobs the task's knobs; `encoder` chooses
 * @param rule a learning rule of vectors
 * @returns the same, or the same behind an encoder that learns
 * @throws Error on a name that does not exist
 */
export function agentAlgorithm<Settings extends AlgorithmSettings, State extends ArrayTree, Batch extends ArrayTree>(
  { encoder = 'frozen', criticLearningRate }: AgentKnobs,
  rule: Algorithm<Settings, State, Batch>,
): Algorithm<Settings> {
  return named('encoder', encoders, encoder)(rule, criticLearningRate);
}
