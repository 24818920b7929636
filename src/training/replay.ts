/** Uniform replay of chunk transitions, as explicit arrays. */

import type { ResidualBatch, ResidualSacDims } from '../agents/index.js';
import { type ArrayTree, type NdArray, zeros } from '../arrays/index.js';
import type { RandomStream } from '../random/index.js';
import { checkSettings, integerFrom } from '../settings/index.js';

/** One chunk transition t−1 → t of one environment. */
export interface Transition {
  readonly obsTm1: ArrayLike<number>;
  readonly obsT: ArrayLike<number>;
  readonly baseTm1: ArrayLike<number>;
  readonly baseT: ArrayLike<number>;
  readonly residualTm1: ArrayLike<number>;
  readonly rewardT: number;
  readonly discountT: number;
}

/** Names of the stored columns; noise is drawn at sampling. */
const COLUMNS = ['obsTm1', 'obsT', 'baseTm1', 'baseT', 'residualTm1', 'rewardT', 'discountT'] as const;

type Column = (typeof COLUMNS)[number];

/** A ring of transitions. */
export interface Replay {
  readonly capacity: number;
  readonly columns: Readonly<Record<Column, NdArray>>;
  /** Transitions held, at most `capacity`. */
  size: number;
  /** Where the next one goes. */
  cursor: number;
}

const widths = ({ featureDim, chunkDim }: ResidualSacDims): Record<Column, number> => ({
  obsTm1: featureDim,
  obsT: featureDim,
  baseTm1: chunkDim,
  baseT: chunkDim,
  residualTm1: chunkDim,
  rewardT: 1,
  discountT: 1,
});

/**
 * An empty replay.
 *
 * @param dims sizes of features and chunks
 * @param capacity transitions kept before the oldest are overwritten
 * @returns the replay
 * @throws RangeError when the capacity is no positive integer
 */
export function createReplay(dims: ResidualSacDims, capacity: number): Replay {
  checkSettings(integerFrom(1, 'transitions'), capacity, 'createReplay: the capacity');
  const width = widths(dims);
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, zeros([capacity, width[name]])]));
  return { capacity, columns: columns as Replay['columns'], size: 0, cursor: 0 };
}

/**
 * Appends a transition, over the oldest one when full.
 *
 * @param replay the ring, changed in place
 * @param transition what to store
 * @throws RangeError when an entry is not finite, naming the column: nothing is stored then
 */
export function pushTransition(replay: Replay, transition: Transition): void {
  for (const name of COLUMNS) {
    const value = transition[name];
    const bad =
      typeof value === 'number'
        ? !Number.isFinite(value)
        : Array.prototype.some.call(value, (x) => !Number.isFinite(x));
    if (bad) throw new RangeError(`replay: '${name}' holds a value that is not finite; the transition was not stored.`);
  }
  for (const name of COLUMNS) {
    const { data, shape } = replay.columns[name];
    const value = transition[name];
    data.set(typeof value === 'number' ? [value] : value, replay.cursor * shape[1]);
  }
  replay.cursor = (replay.cursor + 1) % replay.capacity;
  replay.size = Math.min(replay.size + 1, replay.capacity);
}

/**
 * A batch to sample into, again and again.
 *
 * @param dims sizes of features and chunks
 * @param batchSize transitions per batch
 * @returns zeroed arrays
 * @throws RangeError when the size is no positive integer
 */
export function createBatch(dims: ResidualSacDims, batchSize: number): ResidualBatch {
  checkSettings(integerFrom(1, 'transitions'), batchSize, 'createBatch: the batch size');
  const width = widths(dims);
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, zeros([batchSize, width[name]])]));
  const noise = () => zeros([batchSize, dims.chunkDim]);
  return { ...(columns as Record<Column, NdArray>), noiseT: noise(), noiseTm1: noise() };
}

/**
 * Fills a batch with transitions drawn uniformly with replacement, and with fresh standard normal noise.
 *
 * @param replay where to draw from; not empty
 * @param stream the `replay` stream
 * @param batch arrays to overwrite
 * @throws RangeError when the replay is empty
 */
export function sampleBatch(replay: Replay, stream: RandomStream, batch: ResidualBatch): void {
  if (replay.size === 0) throw new RangeError('sampleBatch: the replay is empty; push transitions first.');
  const batchSize = batch.rewardT.shape[0];
  for (let row = 0; row < batchSize; row++) {
    const index = stream.integer(replay.size);
    for (const name of COLUMNS) {
      const { data, shape } = replay.columns[name];
      const width = shape[1];
      (batch[name].data as Float32Array).set(
        (data as Float32Array).subarray(index * width, (index + 1) * width),
        row * width,
      );
    }
  }
  stream.fillNormal(batch.noiseT.data as Float32Array);
  stream.fillNormal(batch.noiseTm1.data as Float32Array);
}

/**
 * The stored part of a replay, for a checkpoint.
 *
 * @param replay the ring
 * @returns the first `size` rows of every column, sharing memory
 */
export function replayRows(replay: Replay): ArrayTree {
  return Object.fromEntries(
    COLUMNS.map((name) => {
      const { data, shape } = replay.columns[name];
      return [name, { shape: [replay.size, shape[1]], data: data.subarray(0, replay.size * shape[1]) }];
    }),
  );
}

/**
 * Puts rows from a checkpoint back.
 *
 * @param replay the ring to overwrite
 * @param rows what {@link replayRows} returned
 * @param cursor where the next transition goes
 */
export function restoreReplay(replay: Replay, rows: ArrayTree, cursor: number): void {
  for (const name of COLUMNS) replay.columns[name].data.set((rows[name] as NdArray).data);
  replay.size = (rows.rewardT as NdArray).shape[0];
  replay.cursor = cursor;
}
