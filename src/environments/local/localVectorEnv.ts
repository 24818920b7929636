/** A vector environment in the calling thread. */

import type { ArrayTree } from '../../arrays/index.js';
import type { RewardRule } from '../../rewards/index.js';
import type { Env, EnvSpec, Shown } from '../env.js';
import type { EnvOptions } from '../physics/physicsEnv.js';
import { createShown, writeShown } from '../shown.js';
import {
  type ChunkBatch,
  checkChunks,
  checkSizes,
  checkSlot,
  emptyChunkBatch,
  type VectorEnv,
  type VectorEnvOptions,
} from '../vectorEnv.js';
import { type ChunkedEnv, type ChunkStep, createChunkedEnv } from './actionChunk.js';
import { createFrameStackedEnv } from './frameStack.js';
import { packVectorState, unpackVectorState } from './vectorState.js';

const closeEnv = (env: ChunkedEnv): void => env.close();
const snapshotValues = (env: ChunkedEnv): Float64Array => env.snapshot().values;

/** What the slots are made of. */
export interface LocalTask {
  readonly spec: EnvSpec;
  readonly reward: RewardRule;
  /** Makes environments, each of its own state. */
  readonly create: (count: number, options: EnvOptions) => Promise<readonly Env[]>;
}

/** Writes one chunk's result into a row. */
function writeRow(batch: ChunkBatch, row: number, step: ChunkStep): void {
  batch.obsStacks.set(step.obs, row * step.obs.length);
  batch.rewardSum[row] = step.rewardSum;
  batch.terminated[row] = Number(step.terminated);
  batch.truncated[row] = Number(step.truncated);
  batch.success[row] = Number(step.success);
  batch.succeeded[row] = Number(step.succeeded);
  batch.primitiveSteps[row] = step.primitiveSteps;
  batch.clippedFraction[row] = step.clippedFraction;
}

/** The environments side by side, and what they show at present. */
interface Slots {
  readonly envs: readonly ChunkedEnv[];
  readonly obsStacks: Float32Array;
  readonly shown: Shown | undefined;
}

/** Keeps what a slot shows. */
function keep({ envs, obsStacks, shown }: Slots, slot: number, stack: Float32Array): void {
  obsStacks.set(stack, slot * stack.length);
  writeShown(shown, slot, envs[slot].show?.());
}

/** Executes a chunk in some slots. */
function stepSlots(slots: Slots, asked: readonly number[], actions: Float32Array): ChunkBatch {
  const batch = emptyChunkBatch(asked.length, slots.obsStacks.length / slots.envs.length);
  const chunkDim = actions.length / asked.length;
  for (const [row, slot] of asked.entries()) {
    const step = slots.envs[slot].stepChunk(actions.subarray(row * chunkDim, (row + 1) * chunkDim));
    writeRow(batch, row, step);
    keep(slots, slot, step.obs);
  }
  return batch;
}

/** Puts every slot back to where it was. */
function restoreSlots(slots: Slots, id: string, state: ArrayTree): void {
  const { envs, obsStacks } = slots;
  const saved = unpackVectorState(state, envs.length);
  const stackDim = obsStacks.length / envs.length;
  for (const [slot, env] of envs.entries()) {
    env.restore({ env: id, values: saved.rows[slot] });
    keep(slots, slot, saved.obsStacks.subarray(slot * stackDim, (slot + 1) * stackDim));
  }
}

/**
 * Makes n environments in this thread.
 *
 * @param task what makes them
 * @param options number of slots, stack and chunk sizes, and whether success ends an episode
 * @returns the vector, every slot to be reset first
 * @throws RangeError on sizes that are no positive integers; what the task throws
 */
export async function localVectorEnv(task: LocalTask, options: VectorEnvOptions): Promise<VectorEnv> {
  const { spec, reward } = task;
  const { slots, obsHorizon, executeSteps, endOnSuccess = true } = options;
  checkSizes(options);
  const made = await task.create(slots, options);
  const envs = made.map((env) => createChunkedEnv(createFrameStackedEnv(env, obsHorizon), options));
  const shown = createShown(spec, slots);
  const held = { envs, obsStacks: new Float32Array(slots * obsHorizon * spec.obsDim), shown };
  const sizes = { spec, reward, slots, obsHorizon, executeSteps, endOnSuccess };
  return {
    ...sizes,
    obsStacks: held.obsStacks,
    ...(shown && { shown }),
    async reset(slot, seed) {
      checkSlot(sizes, slot);
      const stack = envs[slot].reset(seed);
      keep(held, slot, stack);
      return stack;
    },
    async stepChunks(asked, actions) {
      checkChunks(sizes, asked, actions);
      return stepSlots(held, asked, actions);
    },
    snapshot: async () => packVectorState(envs.map(snapshotValues), held.obsStacks),
    restore: async (state) => restoreSlots(held, spec.id, state),
    close: async () => envs.forEach(closeEnv),
  };
}
