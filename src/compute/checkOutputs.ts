/** What a function of tensors gives back, against what can be given back. */

import { isRecord, nameOf } from './checkArrays.js';
import { tf } from './tf.js';

const EXPECTED =
  'a function returns a record of tensors, { y: tensor }, perhaps nested; tf.scalar(3) makes one of a number';

function checkTensor(path: string, tensor: tf.Tensor): void {
  if (tensor.isDisposed) throw new TypeError(`compile: the output '${path}' was disposed of before it was returned.`);
  if (!['float32', 'int32', 'bool'].includes(tensor.dtype))
    throw new TypeError(`compile: the output '${path}' is ${tensor.dtype}; arrays hold float32, int32 or bool.`);
}

/**
 * The tensors that a function returned.
 *
 * @param result what came back, of any type
 * @returns pairs of a path joined by `.` and a tensor
 * @throws TypeError naming what is no tensor and what is expected
 */
export function checkOutputs(result: unknown): [string, tf.Tensor][] {
  if (result instanceof Promise)
    throw new TypeError(
      'compile: the function returned a Promise; it must return its tensors at once, without async and await.',
    );
  const isList = (node: unknown) => isRecord(node) || Array.isArray(node);
  if (!isList(result)) throw new TypeError(`compile: the function returned ${nameOf(result)}; ${EXPECTED}.`);
  const leaves: [string, tf.Tensor][] = [];
  const visit = (node: object, prefix: string): void => {
    for (const [key, child] of Object.entries(node)) {
      const path = `${prefix}${key}`;
      if (key === '' || key.includes('.'))
        throw new TypeError(`compile: the output '${path}' has a name that is empty or has a point in it.`);
      if (child instanceof tf.Tensor) {
        checkTensor(path, child);
        leaves.push([path, child]);
      } else if (isList(child)) visit(child, `${path}.`);
      else throw new TypeError(`compile: the output '${path}' is ${nameOf(child)}; ${EXPECTED}.`);
    }
  };
  visit(result as object, '');
  if (leaves.length === 0) throw new TypeError(`compile: the function returned no tensor; ${EXPECTED}.`);
  return leaves;
}
