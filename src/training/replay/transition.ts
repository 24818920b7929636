/** What is kept of a chunk, and what a batch of it is made of. */

import type { SampleSpec, TransitionSpec } from '../../algorithms/index.js';
import { type LeafSpec, mapSpec, type TreeSpec, zeros } from '../../arrays/index.js';
import { checkSettings, integerFrom, numberIn } from '../../settings/index.js';

/** The numbers of one row: a vector, or vectors by name. */
export type RowTree = ArrayLike<number> | { readonly [name: string]: RowTree };

/** One chunk transition t−1 → t of one environment. */
export interface Transition {
  readonly obsTm1: RowTree;
  readonly obsT: RowTree;
  readonly baseTm1: ArrayLike<number>;
  readonly baseT: ArrayLike<number>;
  readonly residualTm1: ArrayLike<number>;
  readonly rewardT: number;
  /** γ, or 0 where the task ended; γ where time ran out. */
  readonly discountT: number;
  /** The environment that it comes from: transitions of one follow each other. */
  readonly slot: number;
  /** Whether the episode ends with it, in either way. */
  readonly ends: boolean;
}

/**
 * The stored columns of a transition; noise is drawn at sampling.
 *
 * @param spec what the agent sees, and how long a chunk is
 * @returns one leaf a column, `obsTm1` and `obsT` as trees where the observation is one
 */
export function transitionColumns({ obs, chunkDim }: TransitionSpec) {
  const [chunk, number]: LeafSpec[] = [{ shape: [chunkDim] }, { shape: [1] }];
  return {
    obsTm1: obs,
    obsT: obs,
    baseTm1: chunk,
    baseT: chunk,
    residualTm1: chunk,
    rewardT: number,
    discountT: number,
  } satisfies TreeSpec;
}

/**
 * A batch to sample into, again and again.
 *
 * @param spec what a transition is made of
 * @param sampling what the learning rule asks for
 * @param batchSize transitions per batch
 * @returns zeroed float32 arrays, [batchSize, …]: the columns of a transition, then those of noise
 * @throws RangeError when a size is no positive integer, or the share of a second buffer lies outside [0, 1)
 */
export function createBatch(spec: TransitionSpec, sampling: SampleSpec, batchSize: number) {
  checkSettings(integerFrom(1, 'transitions'), batchSize, 'createBatch: the batch size');
  checkSettings(integerFrom(1, 'chunks'), sampling.nStep, 'createBatch: nStep');
  checkSettings(numberIn('[0, 1)', 'of a batch'), sampling.secondShare, 'createBatch: secondShare');
  const noise = Object.fromEntries(Object.entries(sampling.noise).map(([name, { shape }]) => [name, { shape }]));
  // Float32, whatever is stored: computations have no bytes.
  return mapSpec({ ...transitionColumns(spec), ...noise } as TreeSpec, ({ shape }) => zeros([batchSize, ...shape]));
}
