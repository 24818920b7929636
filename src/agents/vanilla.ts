/** Vanilla residual RL: bounded residual, plain critic, no anchor. */

import { residualSac } from '../algorithms/residualSac/index.js';
import { noNormalization } from '../normalization/index.js';
import { alwaysOpen } from '../residual/index.js';
import type { RewardRange } from '../rewards/index.js';
import { randomResidual } from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import { agentExplicitWarmup, agentGate, agentWarmup } from './agentBeginning.js';
import { agentCritic } from './agentParts.js';
import { commonSettings } from './commonSettings.js';
import { learnsBy } from './learnsBy.js';

/** The same α₀ as Policy Decorator's, whose code this arm is read from. */
const INITIAL_TEMPERATURE = 1;

/**
 * Random residuals until learning starts, then the residual acts at every step; nothing holds the critic to the base
 * policy's values.
 *
 * @param knobs the task's knobs
 * @param reward least and greatest reward of a chunk
 * @returns the agent
 *
 * The paper's own definition of this baseline is not known to us; the bound λ is kept here.
 */
export const vanilla = learnsBy(residualSac, (knobs: AgentKnobs, reward: RewardRange) => {
  const critic = agentCritic(knobs, noNormalization);
  const own = { name: 'randomResidual', chunks: knobs.learningStartsChunks, behaviour: randomResidual() };
  return {
    name: 'vanilla',
    settings: commonSettings(knobs, critic, INITIAL_TEMPERATURE, reward),
    warmup: agentWarmup(knobs, own),
    ...agentExplicitWarmup(knobs),
    gate: agentGate(knobs, alwaysOpen),
  };
});
