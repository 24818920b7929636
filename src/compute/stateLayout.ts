/**
 * How a training step's state travels: small leaves (see pack.ts) share one vector per entry of the state (`critic`,
 * `target`, …), large ones go alone. It is worked out once, and every door that the state passes goes by it.
 */

import { type ArrayTree, flattenTree, mapTree, type NdArray, sizeOf, zeros } from '../arrays/index.js';
import { entryAt } from './batched.js';
import { checkArrays } from './checkArrays.js';
import { PACK_BELOW } from './pack.js';

/** An array of a state. */
export interface StateLeaf {
  /** Its names from the root, joined by `.`. */
  readonly path: string;
  /** Its shape, with a leading axis where the state is that of several entries. */
  readonly shape: readonly number[];
  /** The shape of one entry's, as the step sees it. */
  readonly seen: readonly number[];
}

/** What crosses to an engine as one array. */
export interface StatePart {
  /** `packed-critic` and its like, and `large0`, `large1`, … */
  readonly name: string;
  /** The state's entry that it belongs to, or is a part of. */
  readonly entry: string;
  readonly shape: readonly number[];
  /** What it holds: leaves end to end in one vector, or one leaf as it is. */
  readonly leaves: readonly StateLeaf[];
  readonly isPacked: boolean;
}

/** A state's arrays and how they travel. */
export interface StateLayout {
  /** The first state: the structure of all. */
  readonly first: ArrayTree;
  /** In the order of {@link first}. */
  readonly leaves: readonly StateLeaf[];
  readonly parts: readonly StatePart[];
}

/** One set of buffers. */
export interface StateBuffers {
  /** The state's own structure, as views. */
  readonly tree: ArrayTree;
  /** The same memory, by names of parts. */
  readonly transport: Readonly<Record<string, NdArray>>;
}

interface Member extends StateLeaf {
  readonly entry: string;
}

function membersOf(state: ArrayTree, seen: ArrayTree): Member[] {
  const shapes = flattenTree(seen).map(([, { shape }]) => shape);
  const members = Object.entries(state).flatMap(([entry, node]) =>
    flattenTree({ [entry]: node }).map(([path, array]) => ({ entry, path, ...array })),
  );
  return members.map(({ entry, path, shape, data }, i) => {
    if (!(data instanceof Float32Array))
      throw new TypeError(
        `compileUpdate: state '${path}' is ${data instanceof Int32Array ? 'int32' : `a ${data.constructor.name}`}; a step's state must be float32.`,
      );
    return { entry, path, shape, seen: shapes[i] };
  });
}

/**
 * Divides a state's leaves.
 *
 * @param state float32 arrays, for several entries with a leading axis
 * @param batched how many; undefined for a state without that axis
 * @returns the layout
 * @throws TypeError when a leaf is not float32, or lacks the axis
 */
export function layOutState(state: ArrayTree, batched?: number): StateLayout {
  checkArrays(state, 'compileUpdate: state');
  const leaves = membersOf(state, batched === undefined ? state : entryAt(state, batched));
  // Parts of a packed vector would not lie side by side for several entries.
  const isLarge = ({ shape }: StateLeaf) => batched !== undefined || sizeOf(shape) >= PACK_BELOW;
  const alone = leaves.filter(isLarge).map(
    (leaf, i): StatePart => ({
      name: `large${i}`,
      entry: leaf.entry,
      shape: leaf.shape,
      leaves: [leaf],
      isPacked: false,
    }),
  );
  const together = Object.keys(state).flatMap((entry): StatePart[] => {
    const group = leaves.filter((leaf) => leaf.entry === entry && !isLarge(leaf));
    const length = group.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    return group.length === 0
      ? []
      : [{ name: `packed-${entry}`, entry, shape: [length], leaves: group, isPacked: true }];
  });
  return { first: state, leaves, parts: [...alone, ...together] };
}

/**
 * Zeroed buffers for a state.
 *
 * @param layout of that state
 * @returns one set of buffers
 */
export function allocateState({ first, parts }: StateLayout): StateBuffers {
  const transport = parts.map(({ name, shape }) => [name, zeros(shape)] as const);
  const views = new Map<string, NdArray>();
  parts.forEach(({ leaves }, i) => {
    let offset = 0;
    for (const { path, shape } of leaves) {
      views.set(path, { shape, data: transport[i][1].data.subarray(offset, offset + sizeOf(shape)) });
      offset += sizeOf(shape);
    }
  });
  return { tree: mapTree(first, (_, path) => views.get(path) as NdArray), transport: Object.fromEntries(transport) };
}
