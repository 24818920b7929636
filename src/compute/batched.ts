/** A function of one entry run for a batch of them, such as several seeds: every array has a leading axis. */

import { type ArrayTree, mapTree, sizeOf } from '../arrays/index.js';
import { flattenTensors, replaceTensors, type TensorTree } from './tensorTree.js';
import { tf } from './tf.js';
import { type Trace, trace } from './trace/trace.js';
import { vmap } from './trace/vmap/vmap.js';

/**
 * One entry's arrays.
 *
 * @param stacked arrays with a leading axis
 * @param batched the length that this axis must have
 * @param entry which
 * @returns views of that entry's part
 * @throws TypeError naming an array without such an axis
 */
export function entryAt<Tree extends ArrayTree>(stacked: Tree, batched: number, entry = 0): Tree {
  return mapTree(stacked, ({ shape: [length, ...shape], data }, path) => {
    if (length !== batched)
      throw new TypeError(
        `compile: '${path}' has shape [${[length ?? [], ...shape].flat()}]; with batched: ${batched}, its first axis must have that length.`,
      );
    return { shape, data: data.subarray(entry * sizeOf(shape), (entry + 1) * sizeOf(shape)) };
  }) as Tree;
}

/**
 * Arrays of several entries side by side.
 *
 * @param trees one for each entry, of one structure
 * @returns arrays with a leading axis
 */
export function stackTrees<Tree extends ArrayTree>(trees: readonly Tree[]): Tree {
  const [first] = trees;
  const stacked = mapTree(first, ({ shape, data }) => ({
    shape: [trees.length, ...shape],
    data:
      data instanceof Int32Array
        ? new Int32Array(trees.length * data.length)
        : new Float32Array(trees.length * data.length),
  }));
  trees.forEach((tree, entry) => {
    mapTree(tree, (leaf, path) => {
      const target = path.split('.').reduce<ArrayTree>((node, key) => node[key] as ArrayTree, stacked);
      (target as unknown as { data: Float32Array }).data.set(leaf.data, entry * leaf.data.length);
      return leaf;
    });
  });
  return stacked as Tree;
}

/**
 * Traces a function of one entry for all of them.
 *
 * @param fn pure tensor function of one entry
 * @param example arrays with a leading axis
 * @param batched how many; undefined traces the function as it is
 * @returns the trace
 * @throws UntraceableError when an op has no graph form; TypeError naming an array without the axis
 */
export function traceBatched(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree, batched?: number): Trace {
  return batched === undefined ? trace(fn, example) : vmap(trace(fn, entryAt(example, batched)), batched);
}

/**
 * A function of all entries that runs one entry after the other.
 *
 * @param fn pure tensor function of one entry
 * @param batched how many; undefined returns the function as it is
 * @returns the function of tensors with a leading axis
 */
export function entryByEntry(
  fn: (inputs: TensorTree) => TensorTree,
  batched?: number,
): (inputs: TensorTree) => TensorTree {
  if (batched === undefined) return fn;
  return (inputs) => {
    const parts = flattenTensors(inputs).map(([, leaf]) => tf.unstack(leaf));
    const results = Array.from({ length: batched }, (_, entry) =>
      fn(
        replaceTensors(
          inputs,
          parts.map((part) => part[entry]),
        ),
      ),
    );
    const leaves = results.map((result) => flattenTensors(result).map(([, leaf]) => leaf));
    return replaceTensors(
      results[0],
      leaves[0].map((_, i) => tf.stack(leaves.map((entry) => entry[i]))),
    );
  };
}
