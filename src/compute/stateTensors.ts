/** A step's state inside its trace: tensors taken from what crossed to the engine, and made ready to cross back. */

import type { NdArray } from '../arrays/index.js';
import { packTensors, unpackTensors } from './pack.js';
import type { StateLayout, StateLeaf } from './stateLayout.js';
import { flattenTensors, replaceTensors, type TensorTree } from './tensorTree.js';
import type { tf } from './tf.js';

/**
 * A step's state tensors from what crossed to the engine.
 *
 * @param layout of that state
 * @param transport tensors by names of parts, of one entry
 * @returns the state as a tree of tensors
 */
export function unpackState({ first, leaves, parts }: StateLayout, transport: TensorTree): TensorTree {
  const known = new Map<StateLeaf, tf.Tensor>();
  for (const { name, leaves: held, isPacked } of parts) {
    const tensor = transport[name] as tf.Tensor;
    const tensors = isPacked
      ? unpackTensors(
          tensor,
          held.map(({ seen }) => seen),
        )
      : [tensor];
    held.forEach((leaf, i) => {
      known.set(leaf, tensors[i]);
    });
  }
  return replaceTensors(
    first as unknown as TensorTree,
    leaves.map((leaf) => known.get(leaf) as tf.Tensor),
    (node) => ArrayBuffer.isView((node as unknown as NdArray).data),
  );
}

/**
 * The inverse of {@link unpackState}, for the state that a step returned.
 *
 * @param layout of the state that the step was given
 * @param next the returned state
 * @returns tensors by names of parts
 * @throws TypeError when the step dropped a leaf, added one or changed its shape
 */
export function packState({ leaves, parts }: StateLayout, next: TensorTree): Record<string, tf.Tensor> {
  const returned = new Map(flattenTensors(next));
  const take = ({ path, seen }: StateLeaf): tf.Tensor => {
    const leaf = returned.get(path);
    if (!leaf)
      throw new TypeError(`compileUpdate: the step returned no '${path}'; it must keep its state's structure.`);
    if (leaf.shape.join() !== seen.join())
      throw new TypeError(`compileUpdate: the step returned '${path}' as [${leaf.shape}]; it came as [${seen}].`);
    if (leaf.dtype !== 'float32')
      throw new TypeError(`compileUpdate: the step returned '${path}' as ${leaf.dtype}; a state is float32 (tf.cast).`);
    return leaf;
  };
  const packed = parts.map(({ name, leaves: held, isPacked }) => {
    const tensors = held.map(take);
    return [name, isPacked ? packTensors(tensors) : tensors[0]] as const;
  });
  const known = new Set(leaves.map(({ path }) => path));
  const added = [...returned.keys()].find((path) => !known.has(path));
  if (added !== undefined)
    throw new TypeError(`compileUpdate: the step returned '${added}', which its state does not have.`);
  return Object.fromEntries(packed);
}
