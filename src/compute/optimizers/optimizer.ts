/** What an optimizer is: a value with an initialisation and a pure step; and how gradients are changed before it. */

import type { ArrayTree } from '../../arrays/index.js';
import type { TensorTree } from '../tensorTree.js';
import { clipByGlobalNorm } from './clip.js';

/** A rule that turns gradients into the next parameters; a new one is a new value. */
export interface Optimizer {
  /** For records, for instance `adam`. */
  readonly name: string;
  /** The state before the first step. */
  init(params: ArrayTree): ArrayTree;
  /** One step: the next parameters, and the next state of the same structure as `state`. */
  update<Tree extends TensorTree>(
    gradients: Tree,
    state: TensorTree,
    params: Tree,
  ): { readonly params: Tree; readonly state: TensorTree };
}

/** What a step size makes of an optimizer: the form in which an agent's settings hold one. */
export type OptimizerOf = (learningRate: number) => Optimizer;

/** Changes gradients, given the parameters that they belong to; a new one is a new function. */
export type GradientTransform = <Tree extends TensorTree>(gradients: Tree, params: Tree) => Tree;

/**
 * Gradients with a global norm of at most `maxNorm`: {@link clipByGlobalNorm} as a transform.
 *
 * @param maxNorm largest norm to keep, > 0
 * @returns the transform
 */
export function clipping(maxNorm: number): GradientTransform {
  return (gradients) => clipByGlobalNorm(gradients, maxNorm).gradients;
}

/**
 * An optimizer behind transforms of its gradients, applied first to last.
 *
 * @param steps transforms, and the optimizer at the end
 * @returns an optimizer with the state of the last one
 * @example
 * chain(clipping(1), adam({ learningRate: 3e-4 }))
 */
export function chain(...steps: readonly [...GradientTransform[], Optimizer]): Optimizer {
  const optimizer = steps.at(-1) as Optimizer;
  const transforms = steps.slice(0, -1) as GradientTransform[];
  return {
    name: optimizer.name,
    init: (params) => optimizer.init(params),
    update: (gradients, state, params) => {
      const changed = transforms.reduce((given, transform) => transform(given, params), gradients);
      return optimizer.update(changed, state, params);
    },
  };
}
