/** Adam and AdamW as pure functions of gradients, state and parameters. */

import { type ArrayTree, full, mapTree, zeros } from '../../arrays/index.js';
import type { TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';
import type { Optimizer } from './optimizer.js';
import { packedMap } from './packedMap.js';

/**
 * Added to every gradient. Moments of parameters without gradient (units that never fire) would decay into denormal
 * numbers and stay there, and processors take three to six times as long over those. With this they settle at normal
 * ones; the parameter itself moves by 3·10⁻⁷ learning rates per step. Flushing denormals to zero instead would change
 * the float mode of the whole thread, and with it the physics.
 */
const SMALLEST_GRADIENT = 3e-15;

/** Coefficients of Adam. */
export interface AdamOptions {
  /** Step size; a scalar tensor lets a schedule be an input. */
  readonly learningRate: number | tf.Tensor;
  /** Decay of the first moment. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the second moment. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the second moment. Default 1e-8. */
  readonly epsilon?: number;
  /** Decoupled decay (AdamW): parameters shrink by learningRate · weightDecay per step. Default 0. */
  readonly weightDecay?: number;
}

/**
 * Adam's state before the first step.
 *
 * @param params parameter arrays
 * @returns zero moments of the same structure, and a step count of 0
 */
export function adamInit<Params extends ArrayTree>(
  params: Params,
): { m: Params; v: Params; step: ReturnType<typeof full> } {
  const zero = () => mapTree(params, ({ shape }) => zeros(shape)) as Params;
  return { m: zero(), v: zero(), step: full([], 0) };
}

/**
 * One step of Adam, or of AdamW with `weightDecay`.
 *
 * m ← m + (1−β₁)(g − m);  v ← v + (1−β₂)(g² − v);
 * θ ← θ − lr·wd·θ − lr · (m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε)
 *
 * @param gradients tree of gradients
 * @param state moments and step count
 * @param params tree of parameters
 * @param options coefficients
 * @returns the next parameters and state
 *
 * See "Adam" by Kingma and Ba (ICLR 2015) and "Decoupled weight decay regularization" by Loshchilov and Hutter
 * (ICLR 2019). Equal to `torch.optim.Adam(W)`; both bias corrections are folded into one scalar step size and one
 * scalar ε, which saves two passes over the parameters.
 */
export function adamUpdate<Tree extends TensorTree>(
  gradients: Tree,
  state: { readonly m: Tree; readonly v: Tree; readonly step: tf.Tensor },
  params: Tree,
  options: AdamOptions,
): { params: Tree; state: { m: Tree; v: Tree; step: tf.Tensor } } {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  const step = tf.add(state.step, 1);
  const rootCorrection2 = tf.sqrt(tf.sub(1, tf.pow(beta2, step)));
  const stepSize = tf.div(tf.mul(learningRate, rootCorrection2), tf.sub(1, tf.pow(beta1, step)));
  const scaledEpsilon = tf.mul(epsilon, rootCorrection2);
  const keep = weightDecay === 0 ? undefined : tf.sub(1, tf.mul(learningRate, weightDecay));
  const [nextParams, m, v] = packedMap([params, gradients, state.m, state.v], (theta, gradient, mTm1, vTm1) => {
    const g = gradient.add(SMALLEST_GRADIENT);
    const mT = mTm1.add(g.sub(mTm1).mul(1 - beta1));
    const vT = vTm1.add(
      g
        .mul(g)
        .sub(vTm1)
        .mul(1 - beta2),
    );
    const change = mT.mul(stepSize).div(vT.sqrt().add(scaledEpsilon));
    return [(keep ? theta.mul(keep) : theta).sub(change), mT, vT];
  });
  return { params: nextParams, state: { m, v, step } };
}

/**
 * Adam, or AdamW with `weightDecay`, as an optimizer.
 *
 * @param options coefficients
 * @returns {@link adamInit} and {@link adamUpdate} with these
 */
export function adam(options: AdamOptions): Optimizer {
  return {
    name: options.weightDecay ? 'adamW' : 'adam',
    init: adamInit,
    update: (gradients, { m, v, step }, params) => {
      const moments = { m: m as typeof params, v: v as typeof params, step: step as tf.Tensor };
      return adamUpdate(gradients, moments, params, options);
    },
  };
}
