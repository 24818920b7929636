/** What a critic is shown of base action and residual. */

import { tf } from '../compute/index.js';
import { composeAction } from './composeAction.js';

/** One way of showing an action to a critic; a new one is a new value. */
export interface CriticInput {
  /** For tables and records. */
  readonly name: string;
  /** Entries that the critic sees for chunks of `chunkDim` entries. */
  dim(chunkDim: number): number;
  /**
   * What it sees, [batch, dim].
   *
   * @param base base chunk a_base, [batch, chunkDim]
   * @param residual unscaled residual chunk u, [batch, chunkDim]
   * @param lambda bound λ of the residual
   */
  compose(base: tf.Tensor, residual: tf.Tensor, lambda: number): tf.Tensor;
}

/** The executed action a_base + λ·u, unclipped: the default of Policy Decorator's code, and DAWN's. */
export const sumInput: CriticInput = { name: 'sum', dim: (chunkDim) => chunkDim, compose: composeAction };

/**
 * The executed action in units of the residual's bound, a_base/λ + u: the remedy by scaling instead of normalization. The
 * residual enters at its own scale; but so does the base action, enlarged with it, and their ratio stays what it was.
 */
export const scaledSumInput: CriticInput = {
  name: 'scaledSum',
  dim: (chunkDim) => chunkDim,
  compose: (base, residual, lambda) => tf.add(tf.div(base, lambda), residual),
};

/**
 * The residual u alone, at its own scale: no mismatch, but two states whose base actions differ look alike. Policy
 * Decorator's `res`; whether that scales the residual by λ is not known.
 */
export const residualInput: CriticInput = {
  name: 'residual',
  dim: (chunkDim) => chunkDim,
  compose: (_base, residual) => residual,
};

/** Base action and unscaled residual side by side. Policy Decorator's `concat`, under the same reservation. */
export const concatInput: CriticInput = {
  name: 'concat',
  dim: (chunkDim) => 2 * chunkDim,
  compose: (base, residual) => tf.concat([base, residual], 1),
};
