/** The memory that a vector environment shares with one worker: requests in, results out, without copies of messages. */

import type { ChunkBatch } from './vectorEnv.js';

/** Positions in {@link SharedSlots.signal}: the turn is counted up by every request. */
export const TURN = 0;
/** See {@link TURN}: what is asked, one of {@link REQUEST}. */
export const ASKED = 1;
/** See {@link TURN}: how many rows the request has. */
export const ROWS = 2;

/** What a worker can be asked. */
export const REQUEST = { reset: 1, step: 2, snapshot: 3, restore: 4 } as const;

/** Sizes that fix the layout. */
export interface SharedSizes {
  /** Rows, at most one per slot of the worker. */
  readonly rows: number;
  /** Numbers per stack of observations. */
  readonly stackDim: number;
  /** Numbers per chunk of actions. */
  readonly chunkDim: number;
}

/** Views on the shared memory. */
export interface SharedSlots {
  readonly buffer: SharedArrayBuffer;
  /** Turn, request, number of rows. */
  readonly signal: Int32Array;
  /** The worker's own slot of each row. */
  readonly slots: Int32Array;
  /** Reset seed of each row. */
  readonly seeds: Uint32Array;
  /** Actions of each row, [rows × chunkDim]. */
  readonly actions: Float32Array;
  /** Results of each row; a reset fills the observations alone. */
  readonly batch: ChunkBatch;
}

/**
 * Lays views over shared memory.
 *
 * @param sizes row sizes, the same on both sides
 * @param existing the other side's memory; new memory by default
 */
export function sharedSlots(sizes: SharedSizes, existing?: SharedArrayBuffer): SharedSlots {
  const { rows, stackDim, chunkDim } = sizes;
  const words = 3 + rows * (2 + chunkDim + stackDim + 3);
  const buffer = existing ?? new SharedArrayBuffer(4 * words + 4 * rows);
  let offset = 0;
  const take = <T>(
    kind: new (memory: SharedArrayBuffer, from: number, count: number) => T,
    count: number,
    width = 4,
  ): T => {
    const view = new kind(buffer, offset, count);
    offset += width * count;
    return view;
  };
  return {
    buffer,
    signal: take(Int32Array, 3),
    slots: take(Int32Array, rows),
    seeds: take(Uint32Array, rows),
    actions: take(Float32Array, rows * chunkDim),
    batch: {
      obsStacks: take(Float32Array, rows * stackDim),
      rewardSum: take(Float32Array, rows),
      clippedFraction: take(Float32Array, rows),
      primitiveSteps: take(Int32Array, rows),
      terminated: take(Uint8Array, rows, 1),
      truncated: take(Uint8Array, rows, 1),
      success: take(Uint8Array, rows, 1),
      succeeded: take(Uint8Array, rows, 1),
    },
  };
}
