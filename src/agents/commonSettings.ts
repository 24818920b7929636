/** Settings that all agents here share, so that a comparison changes only what an agent is about. */

import type { ResidualSacSettings } from '../algorithms/residualSac/index.js';
import type { CriticNetwork } from '../critic/index.js';
import { type RewardRange, sparseReward } from '../rewards/index.js';
import type { AgentKnobs } from './agent.js';
import { agentLearning } from './agentParts.js';

/**
 * Soft actor-critic on the residual as Policy Decorator and DAWN run it: τ = 0.01, gradient norm ≤ 50 per network,
 * H̄ = −1 nat per entry of the residual chunk; soft target and squared error unless a knob chooses otherwise.
 *
 * @param knobs the task's knobs
 * @param critic the agent's critic
 * @param initialTemperature the agent's α₀
 * @param reward least and greatest reward of a chunk; −1 until success by default
 * @returns the settings
 */
export function commonSettings(
  knobs: AgentKnobs,
  critic: CriticNetwork,
  initialTemperature: number,
  reward: RewardRange = sparseReward,
): ResidualSacSettings {
  const { initialStandardDeviation } = knobs;
  const sigma = initialStandardDeviation === undefined ? {} : { initialStandardDeviation };
  return {
    lambda: knobs.lambda,
    discount: knobs.discount,
    tau: 0.01,
    actor: { width: knobs.width, depth: 2, ...sigma },
    critic,
    ...agentLearning(knobs, reward),
    actorLearningRate: knobs.actorLearningRate,
    criticLearningRate: knobs.criticLearningRate,
    temperatureLearningRate: knobs.temperatureLearningRate,
    initialTemperature: knobs.initialTemperature ?? initialTemperature,
    targetEntropyPerEntry: -1,
    maxGradientNorm: 50,
  };
}
