/** What a critic's hidden layer may do to its pre-activations. */

import type { NdArray, tf } from '../compute/index.js';

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
}
