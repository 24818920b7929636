/** The plain multilayer critic, with any normalization before each activation. */

import { z } from 'zod';
import type { ArrayTree } from '../arrays/index.js';
import { type DenseTensors, dense, denseInit, orthogonalInit, type TensorTree, tf } from '../compute/index.js';
import { type Normalizer, type NormalizerTensors, normalized, normalizedAffine } from '../normalization/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import type { CriticLayer, CriticNetwork } from './criticNetwork.js';

const formOf = strictSettings('option of mlpCritic', {
  width: integerFrom(1, 'units per hidden layer'),
  depth: integerFrom(1, 'hidden layers'),
  normalizer: z.looseObject({}),
});

/** Gain of the value head's orthogonal initialisation, so that Q starts near zero. */
const HEAD_GAIN = 0.01;

/**
 * Layers h ← relu(normalize(W h + b)), then a linear value head.
 *
 * @param options `width`: units per hidden layer; `depth`: hidden layers, at least 1; `normalizer`: what precedes each
 * activation
 * @returns the network
 * @throws RangeError on sizes that are no positive integers
 *
 * With width 256, depth 3 and no normalization this is Policy Decorator's critic; hidden layers have PyTorch's default
 * initialisation and the head is orthogonal with gain 0.01, as there.
 */
export function mlpCritic(options: {
  readonly width: number;
  readonly depth: number;
  readonly normalizer: Normalizer;
}): CriticNetwork {
  checkSettings(formOf, options, 'mlpCritic');
  const { width, depth, normalizer } = options;
  const hidden = (params: TensorTree, input: tf.Tensor): CriticLayer[] => {
    const layers: CriticLayer[] = [];
    for (let i = 0; i < depth; i++) {
      const layer = params[`layer${i}`] as NormalizerTensors & DenseTensors;
      const before = dense(normalizedAffine(normalizer, layer, layer), layers[i - 1]?.activation ?? input);
      const after = normalized(normalizer, layer, before);
      layers.push({ before, after, activation: tf.relu(after) });
    }
    return layers;
  };
  return {
    name: `mlp ${depth}×${width} ${normalizer.name}`,
    init(stream, inputDim, outputs = 1) {
      const layers: Record<string, ArrayTree> = {};
      for (let i = 0; i < depth; i++)
        layers[`layer${i}`] = { ...denseInit(stream, i === 0 ? inputDim : width, width), ...normalizer.init(width) };
      return { ...layers, head: orthogonalInit(stream, width, outputs, HEAD_GAIN) };
    },
    layers: hidden,
    apply: (params, input) => dense(params.head as DenseTensors, hidden(params, input)[depth - 1].activation),
  };
}
