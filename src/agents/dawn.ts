/** DAWN: data-anchored warmup and normalization. */

import { residualSac } from '../algorithms/residualSac/index.js';
import { layerNormalization } from '../normalization/index.js';
import { alwaysOpen } from '../residual/index.js';
import type { RewardRange } from '../rewards/index.js';
import { baseOnly } from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import { agentExplicitWarmup, agentGate, agentWarmup } from './agentBeginning.js';
import { agentCritic } from './agentParts.js';
import { commonSettings } from './commonSettings.js';
import { learnsBy } from './learnsBy.js';

/** DAWN's α₀. */
const INITIAL_TEMPERATURE = 0.01;

/**
 * M base-policy transitions anchor the critic, LayerNorm makes it see the residual, and the residual then acts at
 * every step. Nothing else differs from vanilla residual RL but α₀ = 0.01.
 *
 * @param knobs the task's knobs; `warmupChunks` is M
 * @param reward least and greatest reward of a chunk
 * @returns the agent
 *
 * See arXiv 2602.10539. Deviation: the critic has the same depth and width as the rivals' (the released code's is
 * about 28 times larger), so that normalization is all that is compared.
 */
export const dawn = learnsBy(residualSac, (knobs: AgentKnobs, reward: RewardRange) => {
  const critic = agentCritic(knobs, layerNormalization);
  return {
    name: 'dawn',
    settings: commonSettings(knobs, critic, INITIAL_TEMPERATURE, reward),
    warmup: agentWarmup(knobs, { name: 'baseOnly', chunks: knobs.warmupChunks, behaviour: baseOnly }),
    ...agentExplicitWarmup(knobs),
    gate: agentGate(knobs, alwaysOpen),
  };
});
