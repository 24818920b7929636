/** One update of soft actor-critic on a bounded residual, as a pure function. */

import { sampleResidual, temperatureGradient } from '../actor/index.js';
import {
  adamUpdate,
  clipByGlobalNorm,
  polyak,
  type Tensors,
  type TensorTree,
  tf,
  valueAndGradients,
} from '../compute/index.js';
import { ofShape, type TwinTensors, twinLower, twinMinimum, valuesOf } from '../critic/index.js';
import type { ResidualBatch, ResidualSacSettings } from './residualSacSettings.js';
import type { ResidualSacState } from './residualSacState.js';

/** What an update reports; all scalars. */
export type ResidualSacMetrics = {
  readonly criticLoss: tf.Tensor;
  readonly actorLoss: tf.Tensor;
  readonly alpha: tf.Tensor;
  readonly logPi: tf.Tensor;
  readonly q: tf.Tensor;
  readonly target: tf.Tensor;
  readonly criticGradientNorm: tf.Tensor;
  readonly actorGradientNorm: tf.Tensor;
};

type State = Tensors<ResidualSacState>;
type Batch = Tensors<ResidualBatch>;
type OptimizerTensors<Tree> = { readonly m: Tree; readonly v: Tree; readonly step: tf.Tensor };

const joined = (obs: tf.Tensor, action: tf.Tensor) => tf.concat([obs, action], 1);

function criticStep(state: State, batch: Batch, settings: ResidualSacSettings) {
  const { lambda, critic, criticInput, target, valueHead, criticLearningRate, maxGradientNorm } = settings;
  const alpha = tf.exp(state.temperature.logAlpha);
  const { residual, logPi } = sampleResidual(state.actor as TensorTree, batch.obsT, batch.noiseT);
  const inputT = joined(batch.obsT, criticInput.compose(batch.baseT, residual, lambda));
  const outputsT = twinLower(critic, state.target as TwinTensors, inputT, valueHead);
  const backup = (qT: tf.Tensor) => {
    const y = target({ rewardT: batch.rewardT, discountT: batch.discountT, qT, logPiT: logPi, alpha });
    return ofShape('the target y', y, [outputsT.shape[0], qT.shape[1] as number], 'as the values that it backs up');
  };
  const y = valueHead.target(outputsT, backup);
  const inputTm1 = joined(batch.obsTm1, criticInput.compose(batch.baseTm1, batch.residualTm1, lambda));
  const losses = [state.critic.q1, state.critic.q2].map((params) => {
    const result = valueAndGradients((p: TensorTree) => {
      const outputs = critic.apply(p, inputTm1);
      return { loss: valueHead.loss(outputs, y), aux: { q: valuesOf(valueHead, outputs) } };
    }, params as TensorTree);
    return { ...result, ...clipByGlobalNorm(result.gradients, maxGradientNorm) };
  });
  const optimizer = state.criticOptimizer as unknown as OptimizerTensors<TwinTensors>;
  const gradients = { q1: losses[0].gradients, q2: losses[1].gradients };
  const stepped = adamUpdate(gradients, optimizer, state.critic as TwinTensors, { learningRate: criticLearningRate });
  return {
    ...stepped,
    alpha,
    loss: tf.add(losses[0].value, losses[1].value),
    q: tf.mean(losses[0].aux.q),
    target: tf.mean(valueHead.outputs === 1 ? y : backup(valuesOf(valueHead, outputsT))),
    norm: tf.maximum(losses[0].norm, losses[1].norm),
  };
}

/** What an update changes beside the critics; an explicit warmup may hold either still. */
export interface Trained {
  readonly actor: boolean;
  readonly temperature: boolean;
}

type ActorLoss = (params: TensorTree) => { readonly loss: tf.Tensor; readonly aux: { readonly logPi: tf.Tensor } };

function actorLoss(batch: Batch, critic: TwinTensors, alpha: tf.Tensor, settings: ResidualSacSettings): ActorLoss {
  return (params) => {
    const { residual, logPi } = sampleResidual(params, batch.obsTm1, batch.noiseTm1);
    const input = joined(batch.obsTm1, settings.criticInput.compose(batch.baseTm1, residual, settings.lambda));
    const loss = tf.mean(tf.sub(tf.mul(alpha, logPi), twinMinimum(settings.critic, critic, input, settings.valueHead)));
    return { loss, aux: { logPi } };
  };
}

/** The actor as it is, with the loss that it would have. */
function actorAsItIs(state: State, lossOf: ActorLoss) {
  const { loss, aux } = lossOf(state.actor as TensorTree);
  return { params: state.actor as TensorTree, state: state.actorOptimizer, loss, logPi: aux.logPi, norm: tf.scalar(0) };
}

function actorStep(state: State, lossOf: ActorLoss, settings: ResidualSacSettings) {
  const { value, gradients, aux } = valueAndGradients(lossOf, state.actor as TensorTree);
  const clipped = clipByGlobalNorm(gradients, settings.maxGradientNorm);
  const optimizer = state.actorOptimizer as unknown as OptimizerTensors<TensorTree>;
  const options = { learningRate: settings.actorLearningRate };
  return {
    ...adamUpdate(clipped.gradients, optimizer, state.actor as TensorTree, options),
    loss: value,
    logPi: aux.logPi,
    norm: clipped.norm,
  };
}

function temperatureStep(state: State, logPi: tf.Tensor, targetEntropy: number, settings: ResidualSacSettings) {
  return adamUpdate(
    { logAlpha: temperatureGradient(logPi, targetEntropy) },
    state.temperatureOptimizer as unknown as OptimizerTensors<{ logAlpha: tf.Tensor }>,
    state.temperature as { logAlpha: tf.Tensor },
    { learningRate: settings.temperatureLearningRate },
  );
}

/**
 * One update: critics, then actor on the new critics, then temperature, then target critics.
 *
 * y = Target(r, γ_t, min Q̄(s_t, a_b' + λu'), log π, α);  L_Q = Σᵢ loss(Qᵢ(s, a_b + λu), y);
 * L_π = mean(α log π(u|s) − min Q(s, a_b + λu));  J(α) per {@link temperatureGradient};  Q̄ ← Q̄ + τ(Q − Q̄).
 *
 * Where the formulae write a sum, the critic sees what `criticInput` composes.
 *
 * @param state parameters, target parameters, temperature, optimizer states
 * @param batch transitions and noise
 * @param settings the agent's settings
 * @param trained what learns beside the critics; everything by default
 * @returns the next state, and scalar metrics
 *
 * See SAC (Haarnoja et al., 2018) and Policy Decorator's code, whose order this follows. The temperature step uses
 * the log-density of the actor step's own sample; there the actor is sampled once more after its step.
 */
export function residualSacUpdate(
  state: State,
  batch: Batch,
  settings: ResidualSacSettings,
  trained: Trained = { actor: true, temperature: true },
): { state: State; outputs: ResidualSacMetrics } {
  const critic = criticStep(state, batch, settings);
  const lossOf = actorLoss(batch, critic.params, critic.alpha, settings);
  const actor = trained.actor ? actorStep(state, lossOf, settings) : actorAsItIs(state, lossOf);
  const targetEntropy = settings.targetEntropyPerEntry * batch.residualTm1.shape[1]!;
  const temperature = trained.temperature
    ? temperatureStep(state, actor.logPi, targetEntropy, settings)
    : { params: state.temperature, state: state.temperatureOptimizer };
  const next = {
    actor: actor.params,
    critic: critic.params,
    target: polyak(state.target as TwinTensors, critic.params, settings.tau),
    temperature: temperature.params,
    actorOptimizer: actor.state,
    criticOptimizer: critic.state,
    temperatureOptimizer: temperature.state,
  };
  const outputs = {
    criticLoss: critic.loss,
    actorLoss: actor.loss,
    alpha: critic.alpha,
    logPi: tf.mean(actor.logPi),
    q: critic.q,
    target: critic.target,
    criticGradientNorm: critic.norm,
    actorGradientNorm: actor.norm,
  };
  return { state: next as unknown as State, outputs };
}
