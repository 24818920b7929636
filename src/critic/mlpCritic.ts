/** The plain multilayer critic, with any normalization before each activation. */

import {
  type ArrayTree,
  type DenseTensors,
  dense,
  denseInit,
  orthogonalInit,
  type TensorTree,
  tf,
} from '../compute/index.js';
import type { Normalizer, NormalizerTensors } from '../normalization/index.js';
import type { CriticNetwork } from './criticNetwork.js';

/** Gain of the value head's orthogonal initialisation, so that Q starts near zero. */
const HEAD_GAIN = 0.01;

/**
 * Layers h ← relu(normalize(W h + b)), then a linear value head.
 *
 * @param options `width`: units per hidden layer; `depth`: hidden layers; `normalizer`: what precedes each activation
 * @returns the network
 *
 * With width 256, depth 3 and no normalization this is Policy Decorator's critic; hidden layers have PyTorch's default
 * initialisation and the head is orthogonal with gain 0.01, as there.
 */
export function mlpCritic(options: {
  readonly width: number;
  readonly depth: number;
  readonly normalizer: Normalizer;
}): CriticNetwork {
  const { width, depth, normalizer } = options;
  return {
    name: `mlp ${depth}×${width} ${normalizer.name}`,
    init(stream, inputDim) {
      const layers: Record<string, ArrayTree> = {};
      for (let i = 0; i < depth; i++)
        layers[`layer${i}`] = { ...denseInit(stream, i === 0 ? inputDim : width, width), ...normalizer.init(width) };
      return { ...layers, head: orthogonalInit(stream, width, 1, HEAD_GAIN) };
    },
    apply(params, input) {
      let h = input;
      for (let i = 0; i < depth; i++) {
        const layer = params[`layer${i}`] as TensorTree;
        h = tf.relu(normalizer.apply(layer as NormalizerTensors, dense(layer as DenseTensors, h)));
      }
      return dense(params.head as DenseTensors, h);
    },
  };
}
