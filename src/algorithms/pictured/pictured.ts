/** A learning rule that learns to see: a small convolutional network, trained by the critics' loss, in front of any other. */

import type { ArrayTree } from '../../arrays/index.js';
import {
  adam,
  clipByGlobalNorm,
  type Tensors,
  type TensorTree,
  type tf,
  valueAndGradients,
} from '../../compute/index.js';
import { cnnEncoderInit, randomShift } from '../../networks/index.js';
import { randomStream } from '../../random/index.js';
import type { Algorithm, AlgorithmSettings, Sight, Views } from '../algorithm.js';
import { apart, encoded, encodedDims, type PictureModel, type Seen } from './sight.js';

/** The state of the rule behind, and the encoder with its optimizer's. */
export type PicturedState = {
  readonly rule: ArrayTree;
  readonly encoder: ArrayTree;
  readonly encoderOptimizer: ArrayTree;
};

type Rule<Settings extends AlgorithmSettings> = Algorithm<Settings>;

/** Parameters of the rule behind, or a part of them, and of the encoder. */
const both = (params: TensorTree) => params as Readonly<Record<'rule' | 'encoder', TensorTree>>;

const optimizerOf = ({ learningRate }: PictureModel) => adam({ learningRate });

/** The rule's step on what the encoder sees, and the encoder's step down the loss of the critics in it. */
function updateOf<Settings extends AlgorithmSettings>(
  rule: Rule<Settings>,
  model: PictureModel,
): Algorithm<Settings, PicturedState>['update'] {
  return ({ rule: inner, encoder, encoderOptimizer }, batch, settings, explicit) => {
    const { obsTm1, obsT, shiftTm1, shiftT, ...rest } = batch as Tensors<ArrayTree> &
      Record<'obsTm1' | 'obsT', Seen> &
      Record<'shiftTm1' | 'shiftT', tf.Tensor>;
    const shifted = ({ numbers, picture }: Seen, by: tf.Tensor): Seen => ({
      numbers,
      picture: randomShift(picture, by, model.pad),
    });
    const seenT = encoded(encoder, shifted(obsT, shiftT));
    const before = shifted(obsTm1, shiftTm1);
    const { gradients, aux } = valueAndGradients((params: TensorTree) => {
      const seen = { ...rest, obsTm1: encoded(params, before), obsT: seenT };
      const { state, outputs } = rule.update(inner, seen as Tensors<ArrayTree>, settings, explicit);
      return { loss: outputs.criticLoss, aux: { state, outputs } };
    }, encoder);
    const clipped = clipByGlobalNorm(gradients, model.maxGradientNorm);
    const stepped = optimizerOf(model).update(clipped.gradients, encoderOptimizer, encoder);
    return {
      state: { rule: aux.state, encoder: stepped.params, encoderOptimizer: stepped.state },
      outputs: { ...aux.outputs, encoderGradientNorm: clipped.norm },
    };
  };
}

/** What probes may ask of the rule behind, asked of what the encoder sees. */
function viewsOf<Settings extends AlgorithmSettings>(
  { views }: Rule<Settings>,
  seeing: <Given extends Sight>(given: Given, encoder: TensorTree) => Given,
): Views<Settings, PicturedState> {
  const { layers, logPi, temperature } = views;
  return {
    of: ({ rule, encoder }) => ({ rule: views.of(rule), encoder }),
    q: (params, decision, settings) => views.q(both(params).rule, seeing(decision, both(params).encoder), settings),
    residual: (params, sight, settings) =>
      views.residual(both(params).rule, seeing(sight, both(params).encoder), settings),
    ...(layers && {
      layers: (params, decision, settings) =>
        layers(both(params).rule, seeing(decision, both(params).encoder), settings),
    }),
    ...(logPi && {
      logPi: (params, sight, noise, settings) =>
        logPi(both(params).rule, seeing(sight, both(params).encoder), noise, settings),
    }),
    ...(temperature && { temperature: ({ rule }) => temperature(rule) }),
  };
}

/**
 * Puts an encoder in front of a learning rule. The rule learns from vectors as ever; beside its step the encoder takes one
 * down the loss of its critics, ∂L_Q/∂φ through Q(s, a) alone: neither target nor actor moves it. Pictures of a batch are
 * shifted at random, those before and after a chunk independently.
 *
 * @param rule a learning rule of vectors that reports `criticLoss`
 * @param model how pictures are seen
 * @returns the learning rule of numbers and pictures
 *
 * See DrQ-v2 (arXiv 2107.09645), where targets see by the present encoder, too. Deviation: a soft argmax says where features
 * are, in place of a dense trunk with LayerNorm.
 */
export function pictured<Settings extends AlgorithmSettings, State extends ArrayTree, Batch extends ArrayTree>(
  rule: Algorithm<Settings, State, Batch>,
  model: PictureModel,
): Algorithm<Settings, PicturedState> {
  const behind = rule as unknown as Rule<Settings>;
  const seeing = <Given extends Sight>(given: Given, encoder: TensorTree): Given => ({
    ...given,
    features: encoded(encoder, apart(given.features, model.picture)),
  });
  return {
    name: `${rule.name} behind a CNN`,
    picture: model.picture,
    form: rule.form,
    sampling(settings, spec) {
      const { noise, ...rest } = rule.sampling(settings, spec);
      const shift = { shape: [2], distribution: 'uniform' as const };
      return { ...rest, noise: { ...noise, shiftTm1: shift, shiftT: shift } };
    },
    init(seed, dims, settings) {
      const encoder = cnnEncoderInit(randomStream(seed, 'encoder'), model.picture[2], model);
      const encoderOptimizer = optimizerOf(model).init(encoder);
      return { rule: behind.init(seed, encodedDims(dims, model), settings), encoder, encoderOptimizer };
    },
    update: updateOf(behind, model),
    policy: {
      of: ({ rule: inner, encoder }) => ({ rule: behind.policy.of(inner), encoder }),
      act: (params, sight, noise, settings) =>
        behind.policy.act(both(params).rule, seeing(sight, both(params).encoder), noise, settings),
    },
    views: viewsOf(behind, seeing),
    ...(rule.panels && { panels: rule.panels }),
    ...(rule.valueSupport && { valueSupport: rule.valueSupport }),
  };
}
