/** Snapshots of vector environments as array trees: float64 bits kept in int32 arrays, so that nothing is rounded. */

import type { ArrayTree, NdArray } from '../../arrays/index.js';

/**
 * Packs the slots' snapshots.
 *
 * @param rows one snapshot per slot, all of one length
 * @param obsStacks the latest stacks, [slots × stackDim]
 * @returns `{ snapshots: int32 [slots × 2 · length], obsStacks: float32 }`
 * @throws RangeError on snapshots of different lengths
 */
export function packVectorState(rows: readonly Float64Array[], obsStacks: Float32Array): ArrayTree {
  const width = rows[0].length;
  const other = rows.find(({ length }) => length !== width);
  if (other)
    throw new RangeError(
      `The states of two slots have ${width} and ${other.length} numbers; a state has as many at every moment.`,
    );
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, slot) => {
    values.set(row, slot * width);
  });
  return {
    snapshots: { shape: [rows.length, 2 * width], data: new Int32Array(values.buffer) },
    obsStacks: { shape: [rows.length, obsStacks.length / rows.length], data: obsStacks.slice() },
  };
}

/**
 * Unpacks what {@link packVectorState} made.
 *
 * @param state the tree
 * @param slots number of slots expected
 * @returns one snapshot per slot, and the stacks
 * @throws Error when the tree is not such a state or has another number of slots
 */
export function unpackVectorState(
  state: ArrayTree,
  slots: number,
): { readonly rows: Float64Array[]; readonly obsStacks: Float32Array } {
  const snapshots = state.snapshots as NdArray | undefined;
  const stacks = state.obsStacks as NdArray | undefined;
  if (!(snapshots?.data instanceof Int32Array && stacks?.data instanceof Float32Array))
    throw new Error(
      `Not a vector environment's state: it has ${Object.keys(state).join(', ') || 'no entries'}, expected snapshots and obsStacks.`,
    );
  if (snapshots.shape[0] !== slots)
    throw new Error(
      `The state has ${snapshots.shape[0]} slots, this vector has ${slots}. Make a vector with as many slots.`,
    );
  const values = new Float64Array(snapshots.data.slice().buffer);
  const width = values.length / slots;
  const rows = Array.from({ length: slots }, (_, slot) => values.slice(slot * width, (slot + 1) * width));
  return { rows, obsStacks: stacks.data };
}
