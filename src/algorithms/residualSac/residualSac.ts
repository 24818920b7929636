/** Soft actor-critic on a bounded residual, as a learning rule. */

import { sampleResidual } from '../../actor/index.js';
import { type TensorTree, tf } from '../../compute/index.js';
import { type EnsembleTensors, ensembleValue } from '../../critic/index.js';
import { functionForm, numberIn, strictSettings } from '../../settings/index.js';
import {
  type Algorithm,
  actorCriticForms,
  actorCriticSampling,
  criticPanels,
  type Decision,
  entropyTemperature,
  learningRate,
  type Sight,
  withDefaults,
} from '../index.js';
import type { ResidualBatch, ResidualSacSettings } from './settings.js';
import { type ResidualSacState, residualSacInit } from './state.js';
import { residualSacUpdate } from './update.js';

const form = strictSettings('setting', {
  ...actorCriticForms,
  target: functionForm,
  temperatureLearningRate: learningRate,
  initialTemperature: entropyTemperature,
  targetEntropyPerEntry: numberIn('(-∞, ∞)', 'nats'),
});

const sampled = (params: TensorTree, { features, base }: Sight, noise: tf.Tensor, settings: ResidualSacSettings) =>
  sampleResidual(params, withDefaults(settings).actorInput.compose(features, base), noise);

function criticSees({ features, base, residual }: Decision, { criticInput, lambda }: ResidualSacSettings): tf.Tensor {
  return tf.concat([features, criticInput.compose(base, residual, lambda)], 1);
}

/** Soft actor-critic on the residual: a squashed Gaussian actor, critics on a soft or hard target, a tuned temperature. */
export const residualSac: Algorithm<ResidualSacSettings, ResidualSacState, ResidualBatch> = {
  name: 'residualSac',
  form,
  sampling: (settings, { chunkDim }) =>
    actorCriticSampling(settings, { noiseT: { shape: [chunkDim] }, noiseTm1: { shape: [chunkDim] } }),
  init: residualSacInit,
  update(state, batch, settings, explicit) {
    if (!explicit) return residualSacUpdate(state, batch, settings);
    const { trainsActor: actor, tunesTemperature: temperature, target = settings.target } = explicit;
    return residualSacUpdate(state, batch, { ...settings, target }, { actor, temperature });
  },
  policy: {
    of: ({ actor }) => actor,
    act: (params, sight, noise, settings) => sampled(params, sight, noise, settings).residual,
  },
  views: {
    of: ({ actor, critic }) => ({ actor, critic }),
    q: (params, decision, settings) => {
      const { critic, ensemble, valueHead } = withDefaults(settings);
      return ensembleValue(
        ensemble,
        critic,
        params.critic as EnsembleTensors,
        criticSees(decision, settings),
        valueHead,
      );
    },
    layers: (params, decision, settings) =>
      settings.critic.layers?.((params.critic as EnsembleTensors).q1, criticSees(decision, settings)) ?? [],
    residual: (params, sight, settings) =>
      sampled(params.actor as TensorTree, sight, tf.zerosLike(sight.base), settings).residual,
    logPi: (params, sight, noise, settings) => sampled(params.actor as TensorTree, sight, noise, settings).logPi,
    temperature: ({ temperature }) => Math.exp(temperature.logAlpha.data[0]),
  },
  valueSupport: ({ valueHead }) => valueHead.support?.(),
  panels: [
    ...criticPanels,
    { title: 'temperature α', lines: [{ name: 'alpha' }], logarithmic: true },
    {
      title: 'policy entropy (nats)',
      lines: [{ name: 'entropy', of: ({ logPi }) => (logPi === undefined ? undefined : -logPi) }],
    },
  ],
};
