/** What a critic's hidden layer may do to its pre-activations, or to its weights. */

import type { NdArray } from '../arrays/index.js';
import type { DenseTensors, tf } from '../compute/index.js';

/** Parameters of one normalized layer, by name; empty for parameter-free variants. */
export type NormalizerParams = { readonly [name: string]: NdArray };

/** The same as tensors. */
export type NormalizerTensors = { readonly [name: string]: tf.Tensor };

/** A normalization variant: a value with an initialisation and a pure function. A new variant is a new file. */
export interface Normalizer {
  /** For tables and records, for instance `layerNorm`. */
  readonly name: string;
  /** Fresh parameters for a layer of `width` units. */
  init(width: number): NormalizerParams;
  /** Normalizes pre-activations [batch, width]. */
  apply(params: NormalizerTensors, x: tf.Tensor): tf.Tensor;
  /** Normalizes the weights [in, width] of the affine map before it; they stay as they are without it. */
  readonly weights?: (params: NormalizerTensors, w: tf.Tensor) => tf.Tensor;
}

/**
 * The affine map that a normalized layer really uses.
 *
 * @param normalizer the variant
 * @param params the layer's parameters of the variant
 * @param layer weight [in, width] and bias [width], as they are trained
 * @returns the same, with the variant's weights
 */
export function normalizedAffine(
  { weights }: Normalizer,
  params: NormalizerTensors,
  { w, b }: DenseTensors,
): DenseTensors {
  return { w: weights ? weights(params, w) : w, b };
}
