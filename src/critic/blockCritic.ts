/** The wide residual-block critic of the released DAWN code. */

import { z } from 'zod';
import type { ArrayTree } from '../arrays/index.js';
import { type DenseTensors, dense, denseInit, orthogonalInit, type TensorTree, tf } from '../compute/index.js';
import { type Normalizer, type NormalizerTensors, normalized, normalizedAffine } from '../normalization/index.js';
import type { RandomStream } from '../random/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import type { CriticLayer, CriticNetwork } from './criticNetwork.js';

/** Inner width of a block relative to its outer width. */
const EXPANSION = 4;

const formOf = strictSettings('option of blockCritic', {
  width: integerFrom(1, 'units of the outer width'),
  blocks: integerFrom(1, 'residual blocks'),
  normalizer: z.looseObject({}),
});

function blockInit(stream: RandomStream, width: number, normalizer: Normalizer): ArrayTree {
  return {
    norm: normalizer.init(width),
    expand: denseInit(stream, width, EXPANSION * width),
    contract: denseInit(stream, EXPANSION * width, width),
  };
}

/**
 * h = W₀ x; h ← h + W₂ relu(W₁ normalize(h)) for each block; Q = head(normalize(h)). A normalization of weights acts on
 * W₀ and W₂.
 *
 * @param options `width`: outer width (512 in DAWN); `blocks`: residual blocks (2 in DAWN); `normalizer`
 * @returns the network
 * @throws RangeError on sizes that are no positive integers
 *
 * The form is SimBa's (arXiv 2410.09754), which the description of DAWN's critic fits; whether DAWN normalizes before
 * the head is not known.
 */
export function blockCritic(options: {
  readonly width: number;
  readonly blocks: number;
  readonly normalizer: Normalizer;
}): CriticNetwork {
  checkSettings(formOf, options, 'blockCritic');
  const { width, blocks, normalizer } = options;
  const hidden = (params: TensorTree, input: tf.Tensor): CriticLayer[] => {
    const layers: CriticLayer[] = [];
    const lastNorm = (params.norm ?? {}) as NormalizerTensors;
    let h = dense(normalizedAffine(normalizer, lastNorm, params.input as DenseTensors), input);
    for (let i = 0; i < blocks; i++) {
      const block = params[`block${i}`] as { [key: string]: TensorTree };
      const norm = (block.norm ?? {}) as NormalizerTensors;
      const after = normalized(normalizer, norm, h);
      const activation = tf.relu(dense(block.expand as DenseTensors, after));
      layers.push({ before: h, after, activation });
      h = tf.add(h, dense(normalizedAffine(normalizer, norm, block.contract as DenseTensors), activation));
    }
    const last = normalized(normalizer, lastNorm, h);
    return [...layers, { before: h, after: last, activation: last }];
  };
  return {
    name: `blocks ${blocks}×${width} ${normalizer.name}`,
    init(stream, inputDim, outputs = 1) {
      const layers: Record<string, ArrayTree> = { input: denseInit(stream, inputDim, width) };
      for (let i = 0; i < blocks; i++) layers[`block${i}`] = blockInit(stream, width, normalizer);
      return { ...layers, norm: normalizer.init(width), head: orthogonalInit(stream, width, outputs, 0.01) };
    },
    layers: hidden,
    apply: (params, input) => dense(params.head as DenseTensors, hidden(params, input)[blocks].activation),
  };
}
