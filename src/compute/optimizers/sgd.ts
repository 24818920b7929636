/** Stochastic gradient descent, with momentum where it is asked for. */

import { mapTree, zeros } from '../../arrays/index.js';
import type { Optimizer } from './optimizer.js';
import { packedMap } from './packedMap.js';

/** Coefficients of gradient descent. */
export interface SgdOptions {
  /** Step size. */
  readonly learningRate: number;
  /** Decay of the velocity. Default 0.9; 0 is plain descent. */
  readonly momentum?: number;
  /** Added to each gradient, times the parameter. Default 0. */
  readonly weightDecay?: number;
}

/**
 * Gradient descent: v ← μ v + g + wd·θ;  θ ← θ − lr · v. Equal to `torch.optim.SGD`.
 *
 * @param options coefficients
 * @returns the optimizer; its state is the velocity
 */
export function sgd({ learningRate, momentum = 0.9, weightDecay = 0 }: SgdOptions): Optimizer {
  return {
    name: 'sgd',
    init: (params) => ({ velocity: mapTree(params, ({ shape }) => zeros(shape)) }),
    update: (gradients, state, params) => {
      const velocity = state.velocity as typeof params;
      const [next, moved] = packedMap([params, gradients, velocity], (theta, gradient, vTm1) => {
        const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(weightDecay));
        const vT = vTm1.mul(momentum).add(g);
        return [theta.sub(vT.mul(learningRate)), vT];
      });
      return { params: next, state: { velocity: moved } };
    },
  };
}
