/** Policy Decorator: bounded residual with progressive exploration. */

import { residualSac } from '../algorithms/residualSac/index.js';
import { noNormalization } from '../normalization/index.js';
import { progressiveExploration } from '../residual/index.js';
import type { RewardRange } from '../rewards/index.js';
import { randomResidual } from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import { agentExplicitWarmup, agentGate, agentWarmup } from './agentBeginning.js';
import { agentCritic } from './agentParts.js';
import { commonSettings } from './commonSettings.js';
import { learnsBy } from './learnsBy.js';

/** Policy Decorator's α₀. */
const INITIAL_TEMPERATURE = 1;

/**
 * The residual acts with probability min(t/H, 1); until learning starts it is uniform where the gate opens. The critic
 * is plain.
 *
 * @param knobs the task's knobs; `gateHorizonChunks` is H, `learningStartsChunks` its `learning_starts`
 * @param reward least and greatest reward of a chunk
 * @returns the agent
 *
 * See arXiv 2412.13630 and its code.
 */
export const policyDecorator = learnsBy(residualSac, (knobs: AgentKnobs, reward: RewardRange) => {
  const critic = agentCritic(knobs, noNormalization);
  const gate = agentGate(knobs, progressiveExploration(knobs.gateHorizonChunks));
  const own = {
    name: 'gatedRandomResidual',
    chunks: knobs.learningStartsChunks,
    behaviour: randomResidual(gate),
  };
  return {
    name: 'policyDecorator',
    settings: commonSettings(knobs, critic, INITIAL_TEMPERATURE, reward),
    warmup: agentWarmup(knobs, own),
    ...agentExplicitWarmup(knobs),
    gate,
  };
});
