/** Elementwise functions over parameter trees, with small leaves together in one vector. */

import { PACK_BELOW, packTensors, unpackTensors } from '../pack.js';
import { flattenTensors, replaceTensors, type TensorTree } from '../tensorTree.js';
import type { tf } from '../tf.js';

/**
 * Applies an elementwise function of corresponding leaves.
 *
 * @param trees trees of equal structure, for instance parameters, gradients, moments
 * @param fn maps one group of corresponding tensors to as many result tensors as there are result trees
 * @returns the result trees, of the same structure
 */
export function packedMap<Tree extends TensorTree>(
  trees: readonly Tree[],
  fn: (...leaves: tf.Tensor[]) => tf.Tensor[],
): Tree[] {
  const leaves = trees.map((tree) => flattenTensors(tree).map(([, leaf]) => leaf));
  const shapes = leaves[0].map((leaf) => leaf.shape);
  const isSmall = leaves[0].map((leaf) => leaf.size < PACK_BELOW);
  const results: tf.Tensor[][] = [];
  const assign = (index: number, tensors: tf.Tensor[]) => {
    tensors.forEach((tensor, tree) => {
      results[tree] ??= [];
      results[tree][index] = tensor;
    });
  };
  const small = isSmall.flatMap((yes, index) => (yes ? [index] : []));
  if (small.length > 0) {
    const smallShapes = small.map((index) => shapes[index]);
    const mapped = fn(...leaves.map((list) => packTensors(small.map((index) => list[index]))));
    const parts = mapped.map((vector) => unpackTensors(vector, smallShapes));
    for (const [position, index] of small.entries()) {
      const tensors = parts.map((list) => list[position]);
      assign(index, tensors);
    }
  }
  isSmall.forEach((yes, index) => {
    if (!yes) assign(index, fn(...leaves.map((list) => list[index])));
  });
  return results.map((list) => replaceTensors(trees[0], list));
}
