/** Policy Decorator: bounded residual with progressive exploration. */

import { mlpCritic } from '../critic/index.js';
import { noNormalization } from '../normalization/index.js';
import { progressiveExploration } from '../residual/index.js';
import { randomResidual } from '../warmup/index.js';
import type { Agent, AgentKnobs } from './agent.js';
import { commonSettings } from './commonSettings.js';

/** Policy Decorator's α₀. */
const INITIAL_TEMPERATURE = 1;

/**
 * The residual acts with probability min(t/H, 1); until learning starts it is uniform where the gate opens. The critic
 * is plain.
 *
 * @param knobs the task's knobs; `gateHorizonChunks` is H, `learningStartsChunks` its `learning_starts`
 * @returns the agent
 *
 * See arXiv 2412.13630 and its code.
 */
export function policyDecorator(knobs: AgentKnobs): Agent {
  const critic = mlpCritic({ width: knobs.width, depth: 3, normalizer: noNormalization });
  const gate = progressiveExploration(knobs.gateHorizonChunks);
  return {
    name: 'policyDecorator',
    settings: commonSettings(knobs, critic, INITIAL_TEMPERATURE),
    warmup: { name: 'gatedRandomResidual', chunks: knobs.learningStartsChunks, behaviour: randomResidual(gate) },
    gate,
  };
}
