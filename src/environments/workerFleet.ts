/** The workers of a vector environment: which slots each has, and what they are asked. */

import { envSpec } from './registry.js';
import { type SlotWorker, startSlotWorker } from './slotWorker.js';
import type { ChunkBatch, VectorEnvOptions } from './vectorEnv.js';

/** {@link VectorEnvOptions} and the number of threads. */
export interface WorkerVectorEnvOptions extends VectorEnvOptions {
  /** Worker threads, at most one per slot. */
  readonly workers: number;
}

/** The workers, with slot s at place ⌊s / n⌋ of worker s mod n, and the latest stacks. */
export interface Fleet {
  readonly workers: readonly SlotWorker[];
  readonly obsStacks: Float32Array;
  readonly stackDim: number;
  readonly chunkDim: number;
}

/** Copies row `from` of one result to row `to` of another. */
function copyRow(source: ChunkBatch, from: number, target: ChunkBatch, to: number, stackDim: number): void {
  target.obsStacks.set(source.obsStacks.subarray(from * stackDim, (from + 1) * stackDim), to * stackDim);
  target.rewardSum[to] = source.rewardSum[from];
  target.terminated[to] = source.terminated[from];
  target.truncated[to] = source.truncated[from];
  target.success[to] = source.success[from];
  target.succeeded[to] = source.succeeded[from];
  target.primitiveSteps[to] = source.primitiveSteps[from];
  target.clippedFraction[to] = source.clippedFraction[from];
}

/** Starts an episode in one slot; returns its first stack. */
export function resetSlot(fleet: Fleet, slot: number, seed: number): Promise<Float32Array> {
  const { workers, obsStacks, stackDim } = fleet;
  return workers[slot % workers.length].ask(
    { kind: 'reset', rows: 1 },
    (shared) => {
      shared.slots[0] = Math.floor(slot / workers.length);
      shared.seeds[0] = seed;
    },
    (shared) => {
      const stack = Float32Array.from(shared.batch.obsStacks.subarray(0, stackDim));
      obsStacks.set(stack, slot * stackDim);
      return stack;
    },
  );
}

/** Steps the rows of `asked` that belong to worker w. */
export async function stepShare(
  fleet: Fleet,
  w: number,
  asked: readonly number[],
  actions: Float32Array,
  batch: ChunkBatch,
): Promise<void> {
  const { workers, obsStacks, stackDim, chunkDim } = fleet;
  const rows = asked.flatMap((slot, row) => (slot % workers.length === w ? [row] : []));
  if (rows.length === 0) return;
  await workers[w].ask(
    { kind: 'step', rows: rows.length },
    (shared) => {
      rows.forEach((row, i) => {
        shared.slots[i] = Math.floor(asked[row] / workers.length);
        shared.actions.set(actions.subarray(row * chunkDim, (row + 1) * chunkDim), i * chunkDim);
      });
    },
    (shared) => {
      rows.forEach((row, i) => {
        copyRow(shared.batch, i, batch, row, stackDim);
        obsStacks.set(batch.obsStacks.subarray(row * stackDim, (row + 1) * stackDim), asked[row] * stackDim);
      });
    },
  );
}

/** One snapshot per slot, in the order of the slots. */
export async function snapshotSlots({ workers }: Fleet, slots: number): Promise<Float64Array[]> {
  const ask = (worker: SlotWorker) =>
    worker.ask(
      { kind: 'snapshot' },
      () => {},
      (_, reply) => reply.snapshots ?? [],
    );
  const shares = await Promise.all(workers.map(ask));
  return Array.from({ length: slots }, (_, slot) => shares[slot % workers.length][Math.floor(slot / workers.length)]);
}

/** Puts one snapshot per slot back. */
export async function restoreSlots({ workers }: Fleet, rows: readonly Float64Array[]): Promise<void> {
  const ask = (worker: SlotWorker, w: number) => {
    const snapshots = rows.filter((_, slot) => slot % workers.length === w);
    return worker.ask(
      { kind: 'restore', snapshots },
      () => {},
      () => {},
    );
  };
  await Promise.all(workers.map(ask));
}

/** Starts the workers and waits until all stand. */
export async function startFleet(id: string, options: WorkerVectorEnvOptions): Promise<Fleet> {
  const spec = envSpec(id);
  const { slots, obsHorizon, executeSteps, workers: count } = options;
  const stackDim = obsHorizon * spec.obsDim;
  const chunkDim = executeSteps * spec.actionDim;
  const start = (_: unknown, w: number): Promise<SlotWorker> => {
    const share = Math.ceil((slots - w) / count);
    const sizes = { rows: share, stackDim, chunkDim };
    return startSlotWorker(id, { ...options, slots: share }, sizes, `Environment worker ${w + 1} (${id})`);
  };
  const workers = await Promise.all(Array.from({ length: count }, start));
  return { workers, obsStacks: new Float32Array(slots * stackDim), stackDim, chunkDim };
}
