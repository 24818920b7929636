/** A deterministic residual actor with delayed steps and smoothed targets, as a learning rule. */

import { tanhActorInit, tanhResidual } from '../../actor/index.js';
import { copyTree, zeros } from '../../arrays/index.js';
import { type TensorTree, tf } from '../../compute/index.js';
import { type EnsembleTensors, ensembleInit, ensembleValue } from '../../critic/index.js';
import { randomStream } from '../../random/index.js';
import { functionForm, integerFrom, numberIn, strictSettings } from '../../settings/index.js';
import {
  type Algorithm,
  actorCriticForms,
  actorCriticSampling,
  criticPanels,
  type Decision,
  type ResidualDims,
  type Sight,
  withDefaults,
} from '../index.js';
import { type ResidualTd3Settings, type ResidualTd3State, residualTd3Update, type Td3Batch } from './update.js';

const units = 'in units of the unscaled residual';

const form = strictSettings('setting', {
  ...actorCriticForms,
  target: functionForm,
  explorationNoise: numberIn('[0, ∞)', units),
  targetNoise: numberIn('[0, ∞)', units),
  targetNoiseClip: numberIn('[0, ∞)', units),
  policyDelay: integerFrom(1, "updates of the critics for each of the actor's"),
});

function init(seed: number, { featureDim, chunkDim }: ResidualDims, settings: ResidualTd3Settings): ResidualTd3State {
  const { actorInput, ensemble, optimizer, ...rest } = withDefaults(settings);
  const stream = randomStream(seed, 'init');
  const actor = tanhActorInit(stream, actorInput.dim(featureDim, chunkDim), chunkDim, rest.actor);
  const inputDim = featureDim + rest.criticInput.dim(chunkDim);
  const critic = ensembleInit(rest.critic, stream, inputDim, rest.valueHead.outputs, ensemble.members);
  return {
    actor,
    critic,
    target: copyTree(critic) as typeof critic,
    actorOptimizer: optimizer(rest.actorLearningRate).init(actor),
    criticOptimizer: optimizer(rest.criticLearningRate).init(critic),
    waited: { updates: zeros([]) },
  };
}

const chosen = (params: TensorTree, { features, base }: Sight, settings: ResidualTd3Settings): tf.Tensor =>
  tanhResidual(params, withDefaults(settings).actorInput.compose(features, base));

const criticSees = ({ features, base, residual }: Decision, { criticInput, lambda }: ResidualTd3Settings): tf.Tensor =>
  tf.concat([features, criticInput.compose(base, residual, lambda)], 1);

/** Residual TD3: what ResFiT learns by. */
export const residualTd3: Algorithm<ResidualTd3Settings, ResidualTd3State, Td3Batch> = {
  name: 'residualTd3',
  form,
  sampling: (settings, { chunkDim }) => actorCriticSampling(settings, { noiseT: { shape: [chunkDim] } }),
  init,
  update(state, batch, settings, explicit) {
    const { target = settings.target, trainsActor = true } = explicit ?? {};
    return residualTd3Update(state, batch, { ...settings, target }, trainsActor);
  },
  policy: {
    of: ({ actor }) => actor,
    act: (params, sight, noise, settings) =>
      tf.clipByValue(tf.add(chosen(params, sight, settings), tf.mul(noise, settings.explorationNoise ?? 0)), -1, 1),
  },
  views: {
    of: ({ actor, critic }) => ({ actor, critic }),
    q: (params, decision, settings) => {
      const { critic, ensemble, valueHead } = withDefaults(settings);
      const input = criticSees(decision, settings);
      return ensembleValue(ensemble, critic, params.critic as EnsembleTensors, input, valueHead);
    },
    layers: (params, decision, settings) =>
      settings.critic.layers?.((params.critic as EnsembleTensors).q1, criticSees(decision, settings)) ?? [],
    residual: (params, sight, settings) => chosen(params.actor as TensorTree, sight, settings),
  },
  valueSupport: ({ valueHead }) => valueHead.support?.(),
  panels: [
    ...criticPanels,
    { title: 'actor loss', lines: [{ name: 'actorLoss' }] },
    {
      title: 'gradient norms before clipping',
      lines: [
        { name: 'critic', of: ({ criticGradientNorm }) => criticGradientNorm },
        { name: 'actor', of: ({ actorGradientNorm }) => actorGradientNorm },
      ],
      logarithmic: true,
    },
  ],
};
