/** Nested records of tensors: what a function sees of an {@link ArrayTree} while it computes. */

import type { ArrayTree, NdArray } from '../arrays/index.js';
import { tf } from './tf.js';

/** A nested plain record with tensor leaves. */
export interface TensorTree {
  readonly [key: string]: tf.Tensor | TensorTree;
}

/** The tensor tree of the same structure as an array tree. */
export type Tensors<Tree> = {
  readonly [K in keyof Tree]: TensorsOf<Tree[K]>;
};

/** Distributes over `NdArray | ArrayTree`, so that a tree of unknown structure becomes a {@link TensorTree}. */
type TensorsOf<Node> = Node extends NdArray ? tf.Tensor : Tensors<Node>;

/** The array tree of the same structure as a tensor tree. */
export type Arrays<Tree> = {
  readonly [K in keyof Tree]: ArraysOf<Tree[K]>;
};

/** The inverse, distributing likewise. */
type ArraysOf<Node> = Node extends tf.Tensor ? NdArray : Arrays<Node>;

/**
 * The tensors of a tree, each with its path joined by `.`, in insertion order.
 *
 * @param tree nested record of tensors
 * @returns pairs `[path, tensor]`
 */
export function flattenTensors(tree: TensorTree): [string, tf.Tensor][] {
  return Object.entries(tree).flatMap(([key, node]): [string, tf.Tensor][] =>
    node instanceof tf.Tensor ? [[key, node]] : flattenTensors(node).map(([path, leaf]) => [`${key}.${path}`, leaf]),
  );
}

/**
 * A tree of the same structure with each tensor replaced.
 *
 * @param tree nested record of tensors
 * @param fn the replacement of one tensor at a path
 * @returns the mapped tree
 */
export function mapTensors<Tree extends TensorTree>(
  tree: Tree,
  fn: (leaf: tf.Tensor, path: string) => tf.Tensor,
): Tree {
  return replaceTensors(
    tree,
    flattenTensors(tree).map(([path, leaf]) => fn(leaf, path)),
  );
}

/**
 * A tree of the same structure with its tensors, in insertion order, taken from a list.
 *
 * @param tree gives the structure
 * @param leaves as many tensors as the tree has
 * @param isLeaf what counts as a leaf of `tree`; tensors by default
 * @returns the rebuilt tree
 */
export function replaceTensors<Tree extends TensorTree>(
  tree: Tree,
  leaves: readonly tf.Tensor[],
  isLeaf: (node: tf.Tensor | TensorTree) => boolean = (node) => node instanceof tf.Tensor,
): Tree {
  let next = 0;
  const build = (node: TensorTree): TensorTree =>
    Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, isLeaf(child) ? leaves[next++] : build(child as TensorTree)]),
    );
  return build(tree) as Tree;
}

function scalarLoss(loss: unknown): tf.Scalar {
  if (!(loss instanceof tf.Tensor))
    throw new TypeError(`the loss is ${String(loss)}; it must be a scalar tensor, for instance of tf.mean.`);
  if (loss.rank === 0) return loss as tf.Scalar;
  throw new RangeError(
    `the loss must be a scalar, got [${loss.shape}]: tf.mean averages over the batch, tf.sum adds up.`,
  );
}

/**
 * The value of a scalar loss and its gradients with respect to a tree of parameters.
 *
 * @param loss maps the parameters to a scalar tensor; with anything else that it wants to hand out as `aux`
 * @param params tree of tensors, of which every one must affect the loss
 * @returns the loss, a gradient tree of the same structure, and `aux` (empty where the loss gave none)
 * @throws TypeError when the loss is no tensor, RangeError when it is no scalar
 */
export function valueAndGradients<Tree extends TensorTree, Aux extends TensorTree = Record<string, never>>(
  loss: (params: Tree) => tf.Tensor | { readonly loss: tf.Tensor; readonly aux: Aux },
  params: Tree,
): { value: tf.Tensor; gradients: Tree; aux: Aux } {
  const leaves = flattenTensors(params).map(([, leaf]) => leaf);
  let kept = {} as Aux;
  const { value, grads } = tf.valueAndGrads((...xs: tf.Tensor[]) => {
    const result = loss(replaceTensors(params, xs));
    if (result instanceof tf.Tensor) return scalarLoss(result);
    kept = mapTensors(result.aux, (leaf) => tf.keep(leaf));
    return scalarLoss(result?.loss);
  })(leaves);
  // Differentiation disposes what the loss computed; a kept tensor belongs to no scope, its clone to the caller's.
  const aux = mapTensors(kept, (leaf) => {
    const clone = leaf.clone();
    leaf.dispose();
    return clone;
  });
  return { value, gradients: replaceTensors(params, grads), aux };
}

/**
 * Copies an array tree into tensors on the current backend.
 *
 * @param tree nested record of arrays
 * @returns the tensors, which the caller owns
 */
export function toTensors<Tree extends ArrayTree>(tree: Tree): Tensors<Tree> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, node]) => [
      key,
      ArrayBuffer.isView((node as NdArray).data)
        ? tf.tensor((node as NdArray).data, [...(node as NdArray).shape])
        : toTensors(node as ArrayTree),
    ]),
  ) as Tensors<Tree>;
}
