/**
 * Host arrays: how parameters, optimizer state, batches and checkpoints are held outside a computation.
 *
 * A tensor lives inside a `compile()`d function; everything that enters or leaves one is an {@link NdArray},
 * usually in a nested record, an {@link ArrayTree}.
 */

/** What holds the numbers of an array. Bytes are for keeping pictures; a computation takes float32 and int32. */
export type NumberArray = Float32Array | Int32Array | Uint8Array;

/** A dense row-major array with its shape. `data.length` is the product of `shape`. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: NumberArray;
}

/** A nested plain record with {@link NdArray} leaves: parameters, optimizer state, a batch. */
export interface ArrayTree {
  readonly [key: string]: NdArray | ArrayTree;
}

/**
 * Whether a node of an {@link ArrayTree} is a leaf.
 *
 * @param node a leaf or a subtree
 * @returns true for an {@link NdArray}
 */
export function isNdArray(node: NdArray | ArrayTree): node is NdArray {
  return ArrayBuffer.isView((node as NdArray).data) && Array.isArray((node as NdArray).shape);
}

/**
 * The number of elements that a shape holds, 1 for a scalar.
 *
 * @param shape dimensions
 * @returns their product
 */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/**
 * An array of zeros.
 *
 * @param shape dimensions
 * @returns a float32 array of that shape
 */
export function zeros(shape: readonly number[]): NdArray {
  return { shape, data: new Float32Array(sizeOf(shape)) };
}

/**
 * An array filled with one value.
 *
 * @param shape dimensions; `[]` makes a scalar
 * @param value the value of every element
 * @returns a float32 array of that shape
 */
export function full(shape: readonly number[], value: number): NdArray {
  return { shape, data: new Float32Array(sizeOf(shape)).fill(value) };
}

/**
 * The leaves of a tree, each with its path joined by `.`, in insertion order.
 *
 * @param tree nested record of arrays
 * @returns pairs `[path, leaf]`, for instance `['critic.q1.w0', …]`
 */
export function flattenTree(tree: ArrayTree): [string, NdArray][] {
  return Object.entries(tree).flatMap(([key, node]): [string, NdArray][] =>
    isNdArray(node) ? [[key, node]] : flattenTree(node).map(([path, leaf]) => [`${key}.${path}`, leaf]),
  );
}

/** The subtree under a key, made where it is missing; inherited names such as `constructor` are names like others. */
function subtree(node: Record<string, NdArray | ArrayTree>, key: string, path: string) {
  if (!Object.hasOwn(node, key)) node[key] = {};
  if (isNdArray(node[key])) throw new RangeError(`unflattenTree: ${path} lies below another array of the tree.`);
  return node[key] as Record<string, NdArray | ArrayTree>;
}

/**
 * The inverse of {@link flattenTree}.
 *
 * @param leaves pairs of a path joined by `.` and a leaf
 * @returns the nested record
 * @throws RangeError when a path occurs twice or lies below another, as `a` beside `a.b`, or has a part `__proto__`, which
 * in a record names something else
 */
export function unflattenTree(leaves: Iterable<readonly [string, NdArray]>): ArrayTree {
  const root: Record<string, NdArray | ArrayTree> = {};
  for (const [path, leaf] of leaves) {
    const keys = path.split('.');
    if (keys.includes('__proto__'))
      throw new RangeError(`unflattenTree: ${path} has a part __proto__, which no tree can hold. Rename it.`);
    const node = keys.slice(0, -1).reduce((parent, key) => subtree(parent, key, path), root);
    const key = keys[keys.length - 1];
    if (Object.hasOwn(node, key))
      throw new RangeError(`unflattenTree: ${path} occurs twice, or has other arrays below it. Rename one of them.`);
    node[key] = leaf;
  }
  return root;
}

/**
 * A tree of the same structure with `fn` applied to each leaf.
 *
 * @param tree nested record of arrays
 * @param fn the function of one leaf and its path
 * @returns the mapped tree
 */
export function mapTree(tree: ArrayTree, fn: (leaf: NdArray, path: string) => NdArray): ArrayTree {
  return unflattenTree(flattenTree(tree).map(([path, leaf]) => [path, fn(leaf, path)]));
}

/**
 * A deep copy, sharing no memory with the original.
 *
 * @param tree nested record of arrays
 * @returns the copy
 */
export function copyTree(tree: ArrayTree): ArrayTree {
  return mapTree(tree, ({ shape, data }) => ({ shape, data: data.slice() }));
}
