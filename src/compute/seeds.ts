/** Several seeds in one program: every array has a leading axis with one entry per seed; functions see one seed. */

import { type ArrayTree, mapTree, sizeOf } from '../arrays/index.js';
import { flattenTensors, replaceTensors, type TensorTree } from './tensorTree.js';
import { tf } from './tf.js';
import { type Trace, trace } from './trace/trace.js';
import { vmap } from './trace/vmap/vmap.js';

/**
 * One seed's arrays.
 *
 * @param stacked arrays with a leading axis
 * @param seeds the length that this axis must have
 * @param seed which
 * @returns views of that seed's part
 * @throws TypeError naming an array without such an axis
 */
export function seedOf<Tree extends ArrayTree>(stacked: Tree, seeds: number, seed = 0): Tree {
  return mapTree(stacked, ({ shape: [length, ...shape], data }, path) => {
    if (length !== seeds)
      throw new TypeError(
        `compile: '${path}' has shape [${[length ?? [], ...shape].flat()}]; with seeds: ${seeds}, its first axis must have that length.`,
      );
    return { shape, data: data.subarray(seed * sizeOf(shape), (seed + 1) * sizeOf(shape)) };
  }) as Tree;
}

/**
 * Arrays of several seeds side by side.
 *
 * @param trees one for each seed, of one structure
 * @returns arrays with a leading axis
 */
export function stackSeeds<Tree extends ArrayTree>(trees: readonly Tree[]): Tree {
  const [first] = trees;
  const stacked = mapTree(first, ({ shape, data }) => ({
    shape: [trees.length, ...shape],
    data:
      data instanceof Int32Array
        ? new Int32Array(trees.length * data.length)
        : new Float32Array(trees.length * data.length),
  }));
  trees.forEach((tree, seed) => {
    mapTree(tree, (leaf, path) => {
      const target = path.split('.').reduce<ArrayTree>((node, key) => node[key] as ArrayTree, stacked);
      (target as unknown as { data: Float32Array }).data.set(leaf.data, seed * leaf.data.length);
      return leaf;
    });
  });
  return stacked as Tree;
}

/**
 * Traces a function of one seed for all of them.
 *
 * @param fn pure tensor function of one seed
 * @param example arrays with a leading axis
 * @param seeds how many; undefined traces the function as it is
 * @returns the trace
 * @throws UntraceableError when an op has no graph form; TypeError naming an array without the axis
 */
export function traceSeeds(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree, seeds?: number): Trace {
  return seeds === undefined ? trace(fn, example) : vmap(trace(fn, seedOf(example, seeds)), seeds);
}

/**
 * A function of all seeds that runs one seed after the other.
 *
 * @param fn pure tensor function of one seed
 * @param seeds how many; undefined returns the function as it is
 * @returns the function of tensors with a leading axis
 */
export function seedBySeed(fn: (inputs: TensorTree) => TensorTree, seeds?: number): (inputs: TensorTree) => TensorTree {
  if (seeds === undefined) return fn;
  return (inputs) => {
    const parts = flattenTensors(inputs).map(([, leaf]) => tf.unstack(leaf));
    const results = Array.from({ length: seeds }, (_, seed) =>
      fn(
        replaceTensors(
          inputs,
          parts.map((part) => part[seed]),
        ),
      ),
    );
    const leaves = results.map((result) => flattenTensors(result).map(([, leaf]) => leaf));
    return replaceTensors(
      results[0],
      leaves[0].map((_, i) => tf.stack(leaves.map((seed) => seed[i]))),
    );
  };
}
