/** Parts of a reader's own, held to their contracts while an update is traced: free at run time. */

import { flattenTensors, type Optimizer, type OptimizerOf, type TensorTree, tf } from '../compute/index.js';
import type { ActorInput, CriticInput } from '../residual/index.js';
import { kindText } from '../settings/index.js';

/** What came, in words. */
const cameAs = (value: unknown) =>
  value instanceof tf.Tensor ? `a tensor of shape [${value.shape}]` : kindText(value);

/** @throws TypeError on a composition that is no matrix */
function matrix(what: string, name: string, composed: tf.Tensor): tf.Tensor {
  if (composed instanceof tf.Tensor && composed.rank === 2) return composed;
  throw new TypeError(`${what} ${name}: compose() returned ${cameAs(composed)}; it returns a tensor [batch, dim].`);
}

/**
 * What the critic sees of an action, as a matrix.
 *
 * @param input of the reader's own, or the library's
 * @returns the same, which fails on another result
 */
export function checkedCriticInput(input: CriticInput): CriticInput {
  return { ...input, compose: (...seen) => matrix('criticInput', input.name, input.compose(...seen)) };
}

/**
 * What the actor sees, as a matrix.
 *
 * @param input of the reader's own, or the library's
 * @returns the same, which fails on another result
 */
export function checkedActorInput(input: ActorInput): ActorInput {
  return { ...input, compose: (...seen) => matrix('actorInput', input.name, input.compose(...seen)) };
}

/** @throws TypeError on what is no optimizer */
function optimizerAt(of: OptimizerOf, learningRate: number): Optimizer {
  const optimizer: Optimizer | undefined = of(learningRate);
  if (typeof optimizer?.init === 'function' && typeof optimizer.update === 'function') return optimizer;
  throw new TypeError(
    `optimizer: it made ${cameAs(optimizer)} of a step size; an optimizer has init() and update(), for instance ` +
      '(learningRate) => sgd({ learningRate }).',
  );
}

/** @throws TypeError on a step that returns no parameters, or others than it was given */
function checkStep<Tree extends TensorTree>(stepped: ReturnType<Optimizer['update']>, params: Tree): void {
  const shapes = (tree: TensorTree) => flattenTensors(tree).map(([path, { shape }]) => `${path} [${shape}]`);
  const whole = typeof stepped?.params === 'object' && typeof stepped.state === 'object';
  const missing = whole && shapes(params).find((leaf) => !shapes(stepped.params).includes(leaf));
  if (whole && missing === undefined) return;
  throw new TypeError(
    `optimizer: update() returned ${whole ? `parameters without ${missing}` : cameAs(stepped)}; it returns ` +
      '{ params, state }, each of the structure that it was given.',
  );
}

/**
 * Optimizers whose steps keep the structure of what they step.
 *
 * @param of what a step size makes of an optimizer, of the reader's own, or the library's
 * @returns the same, which fails on what is no optimizer, and on a step that drops parameters
 */
export function checkedOptimizer(of: OptimizerOf): OptimizerOf {
  return (learningRate) => {
    const optimizer = optimizerAt(of, learningRate);
    return {
      name: optimizer.name,
      init: (params) => optimizer.init(params),
      update(gradients, state, params) {
        const stepped = optimizer.update(gradients, state, params);
        checkStep(stepped, params);
        return stepped;
      },
    };
  };
}
