/** One update of soft actor-critic on a bounded residual, as a pure function. */

import { sampleResidual, temperatureGradient } from '../../actor/index.js';
import { polyak, type Tensors, tf } from '../../compute/index.js';
import { ensembleValue } from '../../critic/index.js';
import { asItIs, criticStep, descend, type Loss, withDefaults } from '../index.js';
import type { ResidualBatch, ResidualSacSettings } from './settings.js';
import type { ResidualSacState } from './state.js';

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

/** What an update changes beside the critics; an explicit warmup may hold either still. */
export interface Trained {
  readonly actor: boolean;
  readonly temperature: boolean;
}

function criticsOf(state: State, batch: Batch, alpha: tf.Tensor, settings: ResidualSacSettings) {
  const { rewardT, discountT, obsT, baseT, noiseT } = batch;
  const sample = sampleResidual(state.actor, withDefaults(settings).actorInput.compose(obsT, baseT), noiseT);
  const target = (qT: tf.Tensor) => settings.target({ rewardT, discountT, qT, logPiT: sample.logPi, alpha });
  return criticStep(state, batch, settings, { residualT: sample.residual, target });
}

function actorLoss(
  batch: Batch,
  critic: State['critic'],
  alpha: tf.Tensor,
  settings: ResidualSacSettings,
): Loss<{ logPi: tf.Tensor }> {
  const { actorInput, criticInput, ensemble, lambda, valueHead } = withDefaults(settings);
  return (params) => {
    const seen = actorInput.compose(batch.obsTm1, batch.baseTm1);
    const { residual, logPi } = sampleResidual(params, seen, batch.noiseTm1);
    const input = tf.concat([batch.obsTm1, criticInput.compose(batch.baseTm1, residual, lambda)], 1);
    const q = ensembleValue(ensemble, settings.critic, critic, input, valueHead);
    return { loss: tf.mean(tf.sub(tf.mul(alpha, logPi), q)), aux: { logPi } };
  };
}

function actorStep(
  { actor: params, actorOptimizer }: State,
  lossOf: ReturnType<typeof actorLoss>,
  settings: ResidualSacSettings,
  isTrained: boolean,
) {
  const { optimizer } = withDefaults(settings);
  const { actorLearningRate: learningRate, maxGradientNorm } = settings;
  const before = { params, state: actorOptimizer };
  return isTrained ? descend(before, lossOf, { optimizer, learningRate, maxGradientNorm }) : asItIs(before, lossOf);
}

function temperatureStep(state: State, logPi: tf.Tensor, targetEntropy: number, settings: ResidualSacSettings) {
  const optimizer = withDefaults(settings).optimizer(settings.temperatureLearningRate);
  const gradients = { logAlpha: temperatureGradient(logPi, targetEntropy) };
  return optimizer.update(gradients, state.temperatureOptimizer, state.temperature);
}

/**
 * One update: critics, then actor on the new critics, then temperature, then target critics.
 *
 * y = Target(r, γ_t, min Q̄(s_t, a_b' + λu'), log π, α);  L_Q = Σᵢ loss(Qᵢ(s, a_b + λu), y);
 * L_π = mean(α log π(u|s) − min Q(s, a_b + λu));  J(α) per {@link temperatureGradient};  Q̄ ← Q̄ + τ(Q − Q̄).
 *
 * Where the formulae write a sum, the critic sees what `criticInput` composes; another `ensemble` than twins has another
 * minimum.
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
  const alpha = tf.exp(state.temperature.logAlpha);
  const critic = criticsOf(state, batch, alpha, settings);
  const lossOf = actorLoss(batch, critic.params, alpha, settings);
  const actor = actorStep(state, lossOf, settings, trained.actor);
  const targetEntropy = settings.targetEntropyPerEntry * batch.residualTm1.shape[1]!;
  const temperature = trained.temperature
    ? temperatureStep(state, actor.aux.logPi, targetEntropy, settings)
    : { params: state.temperature, state: state.temperatureOptimizer };
  const next = {
    actor: actor.params,
    critic: critic.params,
    target: polyak(state.target, critic.params, settings.tau),
    temperature: temperature.params,
    actorOptimizer: actor.state,
    criticOptimizer: critic.state,
    temperatureOptimizer: temperature.state,
  };
  const outputs = {
    criticLoss: critic.loss,
    actorLoss: actor.loss,
    alpha,
    logPi: tf.mean(actor.aux.logPi),
    q: critic.q,
    target: critic.target,
    criticGradientNorm: critic.norm,
    actorGradientNorm: actor.norm,
  };
  return { state: next, outputs };
}
