/** The wide residual-block critic of the released DAWN code. */

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

/** Inner width of a block relative to its outer width. */
const EXPANSION = 4;

/**
 * h = W₀ x; h ← h + W₂ relu(W₁ normalize(h)) for each block; Q = head(normalize(h)).
 *
 * @param options `width`: outer width (512 in DAWN); `blocks`: residual blocks (2 in DAWN); `normalizer`
 * @returns the network
 *
 * The form is SimBa's (arXiv 2410.09754), which the description of DAWN's critic fits; whether DAWN normalizes before
 * the head is not known.
 */
export function blockCritic(options: {
  readonly width: number;
  readonly blocks: number;
  readonly normalizer: Normalizer;
}): CriticNetwork {
  const { width, blocks, normalizer } = options;
  return {
    name: `blocks ${blocks}×${width} ${normalizer.name}`,
    init(stream, inputDim) {
      const layers: Record<string, ArrayTree> = { input: denseInit(stream, inputDim, width) };
      for (let i = 0; i < blocks; i++)
        layers[`block${i}`] = {
          norm: normalizer.init(width),
          expand: denseInit(stream, width, EXPANSION * width),
          contract: denseInit(stream, EXPANSION * width, width),
        };
      return { ...layers, norm: normalizer.init(width), head: orthogonalInit(stream, width, 1, 0.01) };
    },
    apply(params, input) {
      let h = dense(params.input as DenseTensors, input);
      for (let i = 0; i < blocks; i++) {
        const { norm, expand, contract } = params[`block${i}`] as { [key: string]: TensorTree };
        const inner = tf.relu(dense(expand as DenseTensors, normalizer.apply(norm as NormalizerTensors, h)));
        h = tf.add(h, dense(contract as DenseTensors, inner));
      }
      return dense(params.head as DenseTensors, normalizer.apply((params.norm ?? {}) as NormalizerTensors, h));
    },
  };
}
