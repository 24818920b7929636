/** What a critic's hidden layer may do to its pre-activations, or to its weights. */

import type { NdArray } from '../arrays/index.js';
import { type DenseTensors, tf } from '../compute/index.js';

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

/**
 * Pre-activations after a variant, which keeps their shape; free at run time.
 *
 * @param normalizer the variant
 * @param params the layer's parameters of the variant
 * @param x pre-activations, [batch, width]
 * @returns normalized, [batch, width]
 * @throws TypeError when the variant returns something else
 */
export function normalized(normalizer: Normalizer, params: NormalizerTensors, x: tf.Tensor): tf.Tensor {
  const result = normalizer.apply(params, x);
  if (result instanceof tf.Tensor && `${result.shape}` === `${x.shape}`) return result;
  const came = (result as unknown) instanceof tf.Tensor ? `a tensor of shape [${result.shape}]` : String(result);
  throw new TypeError(
    `The normalizer ${normalizer.name} returned ${came} for pre-activations of shape [${x.shape}]; it keeps their shape.`,
  );
}
