/** The steps that actor-critics have in common: critics on a target, and parameters down a loss. */

import {
  clipByGlobalNorm,
  type OptimizerOf,
  type Tensors,
  type TensorTree,
  tf,
  valueAndGradients,
} from '../compute/index.js';
import { ensembleOutputs, ofShape, valuesOf } from '../critic/index.js';
import { type ActorCriticSettings, type TransitionBatch, withDefaults } from './actorCritic.js';

/** Critics with their targets and their optimizer's state, as they stand in a learning rule's state. */
export interface CriticTensors {
  readonly critic: Readonly<Record<string, TensorTree>>;
  readonly target: Readonly<Record<string, TensorTree>>;
  readonly criticOptimizer: TensorTree;
}

/** What the next chunk would be worth: the actor's residual at s_t, and the target y of values there. */
export interface Backup {
  /** Unscaled residual u', [batch, chunkDim]. */
  readonly residualT: tf.Tensor;
  /** y of values at s_t: [batch, n] or [1, n] in, [batch, n] out. */
  readonly target: (qT: tf.Tensor) => tf.Tensor;
}

const joined = (obs: tf.Tensor, action: tf.Tensor) => tf.concat([obs, action], 1);

/**
 * One step of every critic towards the same target.
 *
 * L_Q = Σᵢ loss(Qᵢ(s, a_b + λu), y), with y from the target critics at (s', a_b' + λu').
 *
 * Where the formula writes a sum, the critic sees what `criticInput` composes.
 *
 * @param state critics, target critics, optimizer
 * @param batch transitions, and what the ensemble chooses its members by
 * @param given the agent's settings
 * @param backup residual and target at s_t
 * @returns the critics after the step and their optimizer's state; loss, mean value and target, largest gradient norm
 */
export function criticStep(
  state: CriticTensors,
  batch: Tensors<TransitionBatch> & { readonly membersT?: tf.Tensor },
  given: ActorCriticSettings,
  backup: Backup,
) {
  const { lambda, critic, criticInput, valueHead, ensemble, optimizer, criticLearningRate, maxGradientNorm } =
    withDefaults(given);
  const inputT = joined(batch.obsT, criticInput.compose(batch.baseT, backup.residualT, lambda));
  const outputsT = ensemble.backedUp(ensembleOutputs(critic, state.target, inputT), valueHead, batch.membersT);
  const target = (qT: tf.Tensor) => {
    const shape = [outputsT.shape[0], qT.shape[1] as number];
    return ofShape('the target y', backup.target(qT), shape, 'as the values that it backs up');
  };
  const y = valueHead.target(outputsT, target);
  const inputTm1 = joined(batch.obsTm1, criticInput.compose(batch.baseTm1, batch.residualTm1, lambda));
  const losses = Object.entries(state.critic).map(([name, params]) => {
    const result = valueAndGradients((p: TensorTree) => {
      const outputs = critic.apply(p, inputTm1);
      return { loss: valueHead.loss(outputs, y), aux: { q: valuesOf(valueHead, outputs) } };
    }, params);
    return { ...result, ...clipByGlobalNorm(result.gradients, maxGradientNorm), name };
  });
  const gradients = Object.fromEntries(losses.map(({ name, gradients }) => [name, gradients]));
  const stepped = optimizer(criticLearningRate).update(gradients, state.criticOptimizer, state.critic);
  return {
    ...stepped,
    loss: losses.map(({ value }) => value).reduce((sum, value) => tf.add(sum, value)),
    q: tf.mean(losses[0].aux.q),
    target: tf.mean(valueHead.outputs === 1 ? y : target(valuesOf(valueHead, outputsT))),
    norm: losses.map(({ norm }) => norm).reduce((largest, norm) => tf.maximum(largest, norm)),
  };
}

/** A loss of parameters, and what else is to be known of it. */
export type Loss<Aux extends TensorTree> = (params: TensorTree) => { readonly loss: tf.Tensor; readonly aux: Aux };

/** Where a network stands. */
export interface Learned {
  readonly params: TensorTree;
  /** Its optimizer's state. */
  readonly state: TensorTree;
}

/**
 * One step down a loss, with clipped gradients.
 *
 * @param network parameters and optimizer state
 * @param lossOf the loss
 * @param how the optimizer with its step size, and the gradients' norm bound
 * @returns the network after the step, the loss before it, and the gradients' norm before clipping
 */
export function descend<Aux extends TensorTree>(
  network: Learned,
  lossOf: Loss<Aux>,
  how: { readonly optimizer: OptimizerOf; readonly learningRate: number; readonly maxGradientNorm: number },
) {
  const { value, gradients, aux } = valueAndGradients(lossOf, network.params);
  const clipped = clipByGlobalNorm(gradients, how.maxGradientNorm);
  const stepped = how.optimizer(how.learningRate).update(clipped.gradients, network.state, network.params);
  return { ...stepped, loss: value, aux, norm: clipped.norm };
}

/**
 * A network as it is, with the loss that it would have: what {@link descend} returns without a step.
 *
 * @param network parameters and optimizer state
 * @param lossOf the loss
 * @returns the same network, its loss, and a norm of 0
 */
export function asItIs<Aux extends TensorTree>(network: Learned, lossOf: Loss<Aux>) {
  return { ...network, ...lossOf(network.params), norm: tf.scalar(0) };
}
