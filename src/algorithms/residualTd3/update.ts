/** One update of a deterministic residual actor with an ensemble of critics, as a pure function. */

import { tanhResidual } from '../../actor/index.js';
import type { ArrayTree, NdArray } from '../../arrays/index.js';
import { packedMap, polyak, type Tensors, type TensorTree, tf } from '../../compute/index.js';
import { ensembleValue, type Target } from '../../critic/index.js';
import {
  type ActorCriticSettings,
  asItIs,
  criticStep,
  descend,
  type Learned,
  type Loss,
  type NoisyBatch,
  withDefaults,
} from '../index.js';

/** Everything that shapes an update. */
export interface ResidualTd3Settings extends ActorCriticSettings {
  /** Without entropy: what a target makes of log π is 0. */
  readonly target: Target;
  /** σ of the noise that explores, in units of the unscaled residual. */
  readonly explorationNoise: number;
  /** σ̃ of the noise on the target's residual, in the same units, and the bound c that it is clipped to. */
  readonly targetNoise: number;
  readonly targetNoiseClip: number;
  /** Updates of the critics for each step of the actor. */
  readonly policyDelay: number;
}

/** Everything that an update changes. */
export type ResidualTd3State = {
  readonly actor: ArrayTree;
  /** Parameters of every critic: `q1`, `q2` … */
  readonly critic: { readonly [member: string]: ArrayTree };
  readonly target: { readonly [member: string]: ArrayTree };
  readonly actorOptimizer: ArrayTree;
  readonly criticOptimizer: ArrayTree;
  /** Updates since the actor's last step, scalar. */
  readonly waited: { readonly updates: NdArray };
};

/** A batch of transitions with standard normal noise for the target, [batch, chunkDim]. */
export type Td3Batch = NoisyBatch<'noiseT'>;

type State = Tensors<ResidualTd3State>;
type Batch = Tensors<Td3Batch>;

/** The critics' step towards r + γ_t Q̄(s_t, a_b' + λu'), with u' = clip(π(s_t) + clip(σ̃ε, −c, c), −1, 1). */
function criticsOf(state: State, batch: Batch, settings: ResidualTd3Settings) {
  const { rewardT, discountT, obsT, baseT, noiseT } = batch;
  const { targetNoise, targetNoiseClip: bound } = settings;
  const chosen = tanhResidual(state.actor, withDefaults(settings).actorInput.compose(obsT, baseT));
  const smoothing = tf.clipByValue(tf.mul(noiseT, targetNoise), -bound, bound);
  const residualT = tf.clipByValue(tf.add(chosen, smoothing), -1, 1);
  // A deterministic actor has no entropy: whatever target there is, its term is 0.
  const nothing = { logPiT: tf.zerosLike(rewardT), alpha: tf.scalar(0) };
  const target = (qT: tf.Tensor) => settings.target({ rewardT, discountT, qT, ...nothing });
  return criticStep(state, batch, settings, { residualT, target });
}

function actorLoss(batch: Batch, critic: State['critic'], settings: ResidualTd3Settings): Loss<Record<string, never>> {
  const { actorInput, criticInput, ensemble, lambda, valueHead } = withDefaults(settings);
  return (params) => {
    const residual = tanhResidual(params, actorInput.compose(batch.obsTm1, batch.baseTm1));
    const input = tf.concat([batch.obsTm1, criticInput.compose(batch.baseTm1, residual, lambda)], 1);
    const q = ensembleValue(ensemble, settings.critic, critic, input, valueHead);
    return { loss: tf.neg(tf.mean(q)), aux: {} };
  };
}

/** One tree or the other, as a condition says. */
const either = <Tree extends TensorTree>(condition: tf.Tensor, yes: Tree, no: Tree): Tree =>
  packedMap([yes, no], (a, b) => [tf.where(condition, a, b)])[0];

/** The actor after its step where one is due, else as it was. */
function delayed(before: Learned, after: Learned, due: tf.Tensor): Learned {
  return { params: either(due, after.params, before.params), state: either(due, after.state, before.state) };
}

/**
 * One update: critics, then at every `policyDelay`-th update the actor on the new critics, then target critics.
 *
 * y = r + γ_t min Q̄(s_t, a_b' + λu');  L_Q = Σᵢ loss(Qᵢ(s, a_b + λu), y);  L_π = −mean Q(s, a_b + λπ(s));
 * Q̄ ← Q̄ + τ(Q − Q̄). Which minimum and which Q: as the ensemble has it.
 *
 * @param state parameters, target parameters, optimizer states, updates since the actor's last step
 * @param batch transitions and noise
 * @param settings the agent's settings
 * @param trainsActor false holds the actor still, for an explicit warmup
 * @returns the next state, and scalar metrics; the actor's are those of the step that it takes or would take
 *
 * See TD3 (Fujimoto et al., 2018) and ResFiT (arXiv 2509.19301). Deviations from TD3: target critics move at every
 * update, and the target's action comes from the actor itself, as in ResFiT; the present actor lags by the delay.
 */
export function residualTd3Update(
  state: State,
  batch: Batch,
  settings: ResidualTd3Settings,
  trainsActor = true,
): { state: State; outputs: Readonly<Record<string, tf.Tensor>> } {
  const critic = criticsOf(state, batch, settings);
  const lossOf = actorLoss(batch, critic.params, settings);
  const { optimizer } = withDefaults(settings);
  const { actorLearningRate: learningRate, maxGradientNorm, policyDelay } = settings;
  const before = { params: state.actor, state: state.actorOptimizer };
  const step = trainsActor
    ? descend(before, lossOf, { optimizer, learningRate, maxGradientNorm })
    : asItIs(before, lossOf);
  const counted = tf.add(state.waited.updates, trainsActor ? 1 : 0);
  const due = tf.greaterEqual(counted, policyDelay);
  const actor = delayed(before, step, due);
  const next = {
    actor: actor.params,
    critic: critic.params,
    target: polyak(state.target, critic.params, settings.tau),
    actorOptimizer: actor.state,
    criticOptimizer: critic.state,
    waited: { updates: tf.where(due, tf.zerosLike(counted), counted) },
  };
  const outputs = {
    criticLoss: critic.loss,
    actorLoss: step.loss,
    q: critic.q,
    target: critic.target,
    criticGradientNorm: critic.norm,
    actorGradientNorm: step.norm,
  };
  return { state: next, outputs };
}
