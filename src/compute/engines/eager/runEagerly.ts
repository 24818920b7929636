/** Runs a tensor function op by op on the current tfjs backend: the reference that compiled programs are held to. */

import { type ArrayTree, copyTree, type NdArray, unflattenTree } from '../../../arrays/index.js';
import { guardTensors } from '../../guardTensors.js';
import { type TensorTree, toTensors } from '../../tensorTree.js';
import { tf } from '../../tf.js';

/**
 * Runs a function eagerly.
 *
 * @param fn pure tensor function
 * @param inputs arrays
 * @returns the outputs, in fresh arrays; no tensor outlives the call
 */
export async function runEagerly(fn: (inputs: TensorTree) => TensorTree, inputs: ArrayTree): Promise<ArrayTree> {
  const asAsked = copyTree(inputs);
  await tf.ready();
  const leaves = tf.tidy(() => {
    const results = guardTensors(() => fn(toTensors(asAsked) as unknown as TensorTree));
    return results.map(([path, t]): [string, NdArray] => {
      const data = t.dataSync();
      return [
        path,
        { shape: [...t.shape], data: t.dtype === 'float32' ? Float32Array.from(data) : Int32Array.from(data) },
      ];
    }) as unknown as tf.TensorContainer;
  }) as unknown as [string, NdArray][];
  return unflattenTree(leaves);
}
