/** What a checkpoint keeps of a replay. */

import { type ArrayTree, flattenTree, mapTree, type NdArray } from '../../arrays/index.js';
import { columnsOf, type Replay } from './replay.js';

/**
 * The stored part of a replay, for a checkpoint.
 *
 * @param replay the ring
 * @returns the first `size` rows of every column, and what follows what; the columns share memory
 */
export function replayRows({ columns, successors, newest, size }: Replay): ArrayTree {
  const held = ({ shape, data }: NdArray): NdArray => ({
    shape: [size, ...shape.slice(1)],
    data: data.subarray(0, (size * data.length) / shape[0]),
  });
  return {
    columns: mapTree(columns, held),
    successors: { shape: [size], data: successors.slice(0, size) },
    newest: { shape: [newest.length], data: newest.slice() },
  };
}

/**
 * Puts rows from a checkpoint back.
 *
 * @param replay the ring to overwrite
 * @param rows what {@link replayRows} returned
 * @param cursor where the next transition goes
 */
export function restoreReplay(replay: Replay, rows: ArrayTree, cursor: number): void {
  const { successors, newest } = rows as Readonly<Record<string, NdArray>>;
  const saved = new Map(flattenTree(rows.columns as ArrayTree));
  for (const { path, data } of columnsOf(replay.columns)) data.set(saved.get(path)!.data);
  replay.successors.fill(-1);
  replay.successors.set(successors.data);
  replay.newest.set(newest.data);
  replay.size = successors.shape[0];
  replay.cursor = cursor;
}
