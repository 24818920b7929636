/** How an agent sees pictures: a choice of its learning rule. */

import type { Algorithm, AlgorithmSettings } from '../algorithms/index.js';
import { pictured } from '../algorithms/pictured/index.js';
import type { ArrayTree } from '../arrays/index.js';
import type { AgentKnobs } from './agent.js';

/** A picture of the gantry's cameras; channels as the base policy's own encoder has them, DrQ-v2's pad. */
const PICTURES = { picture: [64, 64, 3], channels: [12, 24, 32], pad: 4, maxGradientNorm: 50 };

/**
 * An agent's learning rule.
 *
 * @param knobs the task's knobs; `encoder` chooses
 * @param rule a learning rule of vectors
 * @returns the same, or the same behind a CNN that steps as far as the critics do
 */
export function agentAlgorithm<Settings extends AlgorithmSettings, State extends ArrayTree, Batch extends ArrayTree>(
  { encoder = 'frozen', criticLearningRate: learningRate }: AgentKnobs,
  rule: Algorithm<Settings, State, Batch>,
): Algorithm<Settings> {
  const seeing = encoder === 'cnn' ? pictured(rule, { ...PICTURES, learningRate }) : rule;
  return seeing as Algorithm<Settings>;
}
