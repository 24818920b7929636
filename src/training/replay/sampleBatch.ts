/** Batches from a replay: uniform rows, n-step returns, a share of a second buffer, fresh noise. */

import type { SampleSpec } from '../../algorithms/index.js';
import { type ArrayTree, flattenTree, type NdArray } from '../../arrays/index.js';
import type { RandomStream } from '../../random/index.js';
import { type Column, columnsOf, type Replay } from './replay.js';

/** Where a value is backed up from, and what was earned on the way. */
interface Backup {
  /** Row of the last transition of the sum. */
  readonly last: number;
  /** Σ_{k<m} (Π_{j<k} γ_j) r_k, with m ≤ n. */
  readonly reward: number;
  /** Π_{k<m} γ_k: γᵐ, or 0 after termination. */
  readonly discount: number;
}

/**
 * An n-step return, over as many chunks as the episode still had and the replay holds: a sum that ends sooner backs up
 * from where it ends. A truncated episode backs up from its true last observation, a terminated one from nothing.
 *
 * @param replay where the transitions lie
 * @param row of the first one
 * @param nStep at most so many
 * @returns reward and discount of the sum, and its last row
 *
 * See Sutton and Barto, Reinforcement Learning (2nd edition), section 7.1.
 */
export function nStepBackup(replay: Replay, row: number, nStep: number): Backup {
  const { rewardT, discountT } = replay.columns as Readonly<Record<string, NdArray>>;
  let [last, reward, discount] = [row, rewardT.data[row], discountT.data[row]];
  for (let k = 1; k < nStep && replay.successors[last] >= 0; k++) {
    last = replay.successors[last];
    reward += discount * rewardT.data[last];
    discount *= discountT.data[last];
  }
  return { last, reward, discount };
}

/** What is taken from the last transition of a sum; the rest comes from the first. */
const isAfter = (path: string): boolean => path === 'baseT' || path === 'obsT' || path.startsWith('obsT.');

/** Copies rows of a replay into rows `from` to `to` of a batch. */
function fillRows(replay: Replay, stream: RandomStream, into: Target, from: number, to: number, nStep: number): void {
  const columns = columnsOf(replay.columns).map((column) => ({ ...column, batch: into.columns.get(column.path)! }));
  for (let row = from; row < to; row++) {
    const index = stream.integer(replay.size);
    const { last, reward, discount } = nStepBackup(replay, index, nStep);
    for (const { path, width, data, batch } of columns) {
      const at = isAfter(path) ? last : index;
      batch.data.set(data.subarray(at * width, (at + 1) * width), row * width);
    }
    into.rewards[row] = reward;
    into.discounts[row] = discount;
  }
}

/** A batch's columns by path. */
interface Target {
  readonly columns: ReadonlyMap<string, Column>;
  readonly rewards: NdArray['data'];
  readonly discounts: NdArray['data'];
}

/**
 * Fills a batch with transitions drawn uniformly with replacement, and with fresh noise.
 *
 * @param replay where to draw from; not empty
 * @param stream the `replay` stream
 * @param batch arrays to overwrite, from `createBatch`
 * @param sampling what the learning rule asks for
 * @param second the buffer that gives its share; its rows come last
 * @throws RangeError when a replay is empty, or one is missing
 */
export function sampleBatch(
  replay: Replay,
  stream: RandomStream,
  batch: ArrayTree,
  sampling: SampleSpec,
  second?: Replay,
): void {
  const { rewardT, discountT } = batch as Readonly<Record<string, NdArray>>;
  const columns = new Map(columnsOf(batch).map((column) => [column.path, column]));
  const into = { columns, rewards: rewardT.data, discounts: discountT.data };
  const rows = rewardT.shape[0];
  const own = rows - Math.round(sampling.secondShare * rows);
  if (replay.size === 0) throw new RangeError('sampleBatch: the replay is empty; push transitions first.');
  if (own < rows && !second?.size)
    throw new RangeError(
      `sampleBatch: ${rows - own} of ${rows} rows come from a second buffer, and there is none, or it is empty. ` +
        'Fill one, or set secondShare to 0.',
    );
  fillRows(replay, stream, into, 0, own, sampling.nStep);
  if (second) fillRows(second, stream, into, own, rows, sampling.nStep);
  const leaves = new Map(flattenTree(batch));
  for (const [name, { distribution = 'normal' }] of Object.entries(sampling.noise)) {
    const noise = leaves.get(name)!.data as Float32Array;
    if (distribution === 'uniform') stream.fillUniform(noise);
    else stream.fillNormal(noise);
  }
}
