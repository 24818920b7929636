/**
 * Where a training step's state lives: two sets of buffers in native layout, of which a run reads one and writes the
 * other. Small leaves (see pack.ts) share one vector per entry of the state (`critic`, `target`, …), large ones have
 * buffers of their own.
 */

import { type ArrayTree, flattenTree, type NdArray, sizeOf, unflattenTree, zeros } from '../arrays/index.js';
import { packTensors, unpackTensors } from './pack.js';
import { flattenTensors, replaceTensors, type TensorTree } from './tensorTree.js';
import type { tf } from './tf.js';

type Leaf = readonly [path: string, array: NdArray];

/** Which leaves of a state travel together and which alone. */
export interface StateLayout {
  /** Leaves that share a vector, by the name of the state's entry that they belong to. */
  readonly groups: ReadonlyMap<string, readonly Leaf[]>;
  readonly large: readonly Leaf[];
}

/** One set of buffers. */
export interface StateBuffers {
  /** The state's own structure, as views. */
  readonly tree: ArrayTree;
  /** What crosses to the native side: `packed-critic` and its like, and `large0`, `large1`, … */
  readonly transport: Readonly<Record<string, NdArray>>;
}

/**
 * Divides a state's leaves.
 *
 * @param state float32 arrays
 * @param packBelow leaves with fewer elements than this share a vector
 * @returns the layout
 * @throws TypeError when a leaf is not float32
 */
export function layOutState(state: ArrayTree, packBelow: number): StateLayout {
  const leaves = flattenTree(state);
  for (const [path, { data }] of leaves)
    if (!(data instanceof Float32Array))
      throw new TypeError(`compileUpdate: state '${path}' is int32; a step's state must be float32.`);
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    if (sizeOf(leaf[1].shape) >= packBelow) continue;
    const [entry] = leaf[0].split('.', 1);
    groups.set(entry, [...(groups.get(entry) ?? []), leaf]);
  }
  return { groups, large: leaves.filter(([, { shape }]) => sizeOf(shape) >= packBelow) };
}

const transportName = (entry: string) => `packed-${entry}`;

/**
 * What one entry of a state travels as.
 *
 * @param layout of that state
 * @param entry a key of the state
 * @returns transport names
 */
export function transportNames({ groups, large }: StateLayout, entry: string): string[] {
  const alone = large.flatMap(([path], i) => (path.split('.', 1)[0] === entry ? [`large${i}`] : []));
  return groups.has(entry) ? [transportName(entry), ...alone] : alone;
}

/**
 * Zeroed buffers for a state.
 *
 * @param state gives the structure and the shapes, with a leading axis where it is that of several seeds
 * @param layout of that state, or of one seed's
 * @returns one set of buffers
 */
export function allocateState(state: ArrayTree, { groups, large }: StateLayout): StateBuffers {
  const transport: Record<string, NdArray> = {};
  const views = new Map<string, NdArray>();
  const shapes = new Map(flattenTree(state).map(([path, { shape }]) => [path, shape]));
  large.forEach(([path], i) => {
    const shape = shapes.get(path) as readonly number[];
    transport[`large${i}`] = zeros(shape);
    views.set(path, transport[`large${i}`]);
  });
  for (const [entry, leaves] of groups) {
    const packed = zeros([leaves.reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0)]);
    transport[transportName(entry)] = packed;
    let offset = 0;
    for (const [path, { shape }] of leaves) {
      views.set(path, { shape, data: packed.data.subarray(offset, offset + sizeOf(shape)) });
      offset += sizeOf(shape);
    }
  }
  return { tree: unflattenTree(flattenTree(state).map(([path]) => [path, views.get(path) as NdArray])), transport };
}

/**
 * A step's state tensors from what crossed to the native side.
 *
 * @param state gives the structure
 * @param layout of that state
 * @param transport tensors by transport name
 * @returns the state as a tree of tensors
 */
export function unpackState(state: ArrayTree, { groups, large }: StateLayout, transport: TensorTree): TensorTree {
  const byPath = new Map<string, tf.Tensor>();
  large.forEach(([path], i) => {
    byPath.set(path, transport[`large${i}`] as tf.Tensor);
  });
  for (const [entry, leaves] of groups) {
    const shapes = leaves.map(([, { shape }]) => shape);
    const parts = unpackTensors(transport[transportName(entry)] as tf.Tensor, shapes);
    leaves.forEach(([path], i) => {
      byPath.set(path, parts[i]);
    });
  }
  return replaceTensors(
    state as unknown as TensorTree,
    flattenTree(state).map(([path]) => byPath.get(path) as tf.Tensor),
    (node) => ArrayBuffer.isView((node as unknown as NdArray).data),
  );
}

/**
 * The inverse of {@link unpackState}, for the state that a step returned.
 *
 * @param next the returned state
 * @param layout of the state that the step was given
 * @returns tensors by transport name
 * @throws TypeError when the step dropped a leaf, added one or changed its shape
 */
export function packState(next: TensorTree, { groups, large }: StateLayout): Record<string, tf.Tensor> {
  const leaves = new Map(flattenTensors(next));
  const take = ([path, { shape }]: Leaf): tf.Tensor => {
    const leaf = leaves.get(path);
    if (!leaf)
      throw new TypeError(`compileUpdate: the step returned no '${path}'; it must keep its state's structure.`);
    if (leaf.shape.join() !== shape.join())
      throw new TypeError(`compileUpdate: the step returned '${path}' as [${leaf.shape}]; it came as [${shape}].`);
    if (leaf.dtype !== 'float32')
      throw new TypeError(`compileUpdate: the step returned '${path}' as ${leaf.dtype}; a state is float32 (tf.cast).`);
    return leaf;
  };
  const transport = Object.fromEntries(large.map((leaf, i) => [`large${i}`, take(leaf)]));
  for (const [entry, group] of groups) transport[transportName(entry)] = packTensors(group.map(take));
  const known = new Set([...groups.values(), large].flatMap((group) => group.map(([path]) => path)));
  const added = [...leaves.keys()].find((path) => !known.has(path));
  if (added !== undefined)
    throw new TypeError(`compileUpdate: the step returned '${added}', which its state does not have.`);
  return transport;
}
