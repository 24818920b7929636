/** ResFiT: residual TD3 on a frozen base policy, without entropy. */

import { residualTd3 } from '../algorithms/residualTd3/index.js';
import { randomEnsemble } from '../critic/index.js';
import { layerNormalization } from '../normalization/index.js';
import { alwaysOpen, obsBaseInput } from '../residual/index.js';
import type { RewardRange } from '../rewards/index.js';
import { randomResidual } from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import { agentExplicitWarmup, agentGate, agentWarmup } from './agentBeginning.js';
import { agentCritic, agentLearning } from './agentParts.js';
import { learnsBy } from './learnsBy.js';

/** Knobs of the entropy, which a deterministic actor has not; and what would be no choice. */
const WITHOUT = ['initialTemperature', 'initialStandardDeviation', 'explicitTemperature'] as const;

function refuseEntropy(knobs: AgentKnobs): void {
  const given: string[] = WITHOUT.filter((name) => knobs[name] !== undefined);
  for (const name of ['target', 'explicitTarget'] as const) if (knobs[name] === 'soft') given.push(`${name} 'soft'`);
  if (given.length > 0)
    throw new RangeError(
      `resfit: its actor is deterministic and knows no entropy; leave out ${given.join(', ')}, or take an agent of ` +
        'soft actor-critic: dawn, policyDecorator, vanilla.',
    );
}

/**
 * Ten critics with LayerNorm, of which a target takes the lower of two at random; returns of three chunks; an actor that
 * sees the base chunk and begins at exactly zero. Residuals are uniform until learning starts; K critic updates follow
 * where `explicitUpdates` asks for them.
 *
 * @param knobs the task's knobs; `ensemble: 'twin'`, `nStep: 1`, `actorInput: 'obs'` make it comparable with SAC
 * @param reward least and greatest reward of a chunk
 * @returns the agent
 * @throws RangeError on a knob of the entropy
 *
 * See arXiv 2509.19301 and its code. Deviations: a decision is a chunk, not a primitive step; networks, learning rates,
 * γ, τ and updates per chunk are those of the rivals here; no demonstrations; no explicit warmup unless a knob asks for it
 * (there 10,000 updates); σ̃ and its bound are TD3's.
 */
export const resfit = learnsBy(residualTd3, (knobs: AgentKnobs, reward: RewardRange) => {
  refuseEntropy(knobs);
  const { lambda, discount, width, actorLearningRate, criticLearningRate } = knobs;
  const own = { name: 'randomResidual', chunks: knobs.learningStartsChunks, behaviour: randomResidual() };
  return {
    name: 'resfit',
    settings: {
      lambda,
      discount,
      actorLearningRate,
      criticLearningRate,
      tau: 0.01,
      maxGradientNorm: 50,
      policyDelay: 2,
      explorationNoise: 0.3,
      targetNoise: 0.2,
      targetNoiseClip: 0.5,
      nStep: 3,
      ensemble: randomEnsemble(),
      actorInput: obsBaseInput,
      actor: { width, depth: 2 },
      critic: agentCritic(knobs, layerNormalization),
      ...agentLearning({ ...knobs, target: knobs.target ?? 'hard' }, reward),
    },
    warmup: agentWarmup(knobs, own),
    ...agentExplicitWarmup(knobs),
    gate: agentGate(knobs, alwaysOpen),
  };
});
