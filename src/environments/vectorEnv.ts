/** Many environments side by side: the contract that collection and evaluation step. */

import type { ArrayTree } from '../arrays/index.js';
import type { RewardRule } from '../rewards/index.js';
import type { EnvSpec, Shown } from './env.js';
import type { EnvOptions } from './physics/physicsEnv.js';

/** How many environments, and how they are seen and stepped. */
export interface VectorEnvOptions extends EnvOptions {
  /** Number of environments. */
  readonly slots: number;
  /** Raw observations per stack. */
  readonly obsHorizon: number;
  /** Primitive actions per chunk. */
  readonly executeSteps: number;
}

/** What a chunk in n slots returned; row i belongs to the i-th slot asked for. Fresh arrays. */
export interface ChunkBatch {
  /**
   * Raw observations after the chunk, oldest first, [n × obsHorizon × obsDim]. At an ending the true final
   * observation, never one of the next episode.
   */
  readonly obsStacks: Float32Array;
  /** Sum of the task's rewards over the chunk, [n]. */
  readonly rewardSum: Float32Array;
  /** 1 where the task ended, [n]. */
  readonly terminated: Uint8Array;
  /** 1 where time ran out, [n]. */
  readonly truncated: Uint8Array;
  /** 1 where the task is solved after the last primitive step executed, [n]. */
  readonly success: Uint8Array;
  /** 1 where it was solved at any primitive step of the chunk, [n]. */
  readonly succeeded: Uint8Array;
  /** Primitive steps executed, [n]. */
  readonly primitiveSteps: Int32Array;
  /** Share of executed action entries that were clipped to [−1, 1], [n]. */
  readonly clippedFraction: Float32Array;
}

/**
 * n independent environments of one task. Nothing resets by itself: after an ending the caller resets the slot with
 * the seed of its choice. Results depend on seeds and actions alone, bitwise, not on where the slots run.
 */
export interface VectorEnv extends VectorEnvOptions {
  /** The task, with single (unstacked) observations. */
  readonly spec: EnvSpec;
  /** What a chunk is worth to a learner. */
  readonly reward: RewardRule;
  /** The latest stack of every slot, oldest first, [slots × obsHorizon × obsDim]; zeros before a slot's first reset. */
  readonly obsStacks: Float32Array;
  /** What every slot shows at present, [slots × …] by name; only of a task that shows something. */
  readonly shown?: Shown;
  /**
   * Starts an episode.
   *
   * @param slot in [0, slots)
   * @param seed seed of the episode
   * @returns the first stack, [obsHorizon × obsDim]
   */
  reset(slot: number, seed: number): Promise<Float32Array>;
  /**
   * Executes one chunk in some slots.
   *
   * @param slots distinct slots, n of them
   * @param actions [n × executeSteps × actionDim]
   */
  stepChunks(slots: readonly number[], actions: Float32Array): Promise<ChunkBatch>;
  /** The complete state of every slot: stepping on after {@link restore} is bitwise the same. Absent where there is none. */
  readonly snapshot?: () => Promise<ArrayTree>;
  /** Puts back what {@link snapshot} returned, in a vector with as many slots. */
  readonly restore?: (state: ArrayTree) => Promise<void>;
  /** Frees simulators. */
  close(): Promise<void>;
}

/**
 * An empty result.
 *
 * @param n rows
 * @param stackDim numbers per row of observations, obsHorizon · obsDim
 */
export function emptyChunkBatch(n: number, stackDim: number): ChunkBatch {
  return {
    obsStacks: new Float32Array(n * stackDim),
    rewardSum: new Float32Array(n),
    terminated: new Uint8Array(n),
    truncated: new Uint8Array(n),
    success: new Uint8Array(n),
    succeeded: new Uint8Array(n),
    primitiveSteps: new Int32Array(n),
    clippedFraction: new Float32Array(n),
  };
}

/**
 * Checks slots and actions before anything moves.
 *
 * @param env the vector's sizes
 * @param slots slots asked for
 * @param actions their chunks
 * @throws RangeError when a slot does not exist or comes twice, or the actions have a wrong length or a non-finite entry
 */
export function checkChunks(
  env: VectorEnvOptions & { readonly spec: EnvSpec },
  slots: readonly number[],
  actions: Float32Array,
): void {
  for (const slot of slots) checkSlot(env, slot);
  if (new Set(slots).size !== slots.length)
    throw new RangeError(`stepChunks: slots ${slots.join(', ')} are not distinct.`);
  const expected = slots.length * env.executeSteps * env.spec.actionDim;
  if (actions.length !== expected)
    throw new RangeError(
      `stepChunks: ${slots.length} slots × ${env.executeSteps} steps × ${env.spec.actionDim} entries = ${expected} numbers, got ${actions.length}.`,
    );
  const bad = actions.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`stepChunks: action entry ${bad} is ${actions[bad]}; every entry must be finite.`);
}

/**
 * Checks the sizes of a vector before anything is made.
 *
 * @param options slots, stack and chunk
 * @throws RangeError naming the size that is no positive integer
 */
export function checkSizes(options: VectorEnvOptions): void {
  for (const name of ['slots', 'obsHorizon', 'executeSteps'] as const)
    if (!Number.isSafeInteger(options[name]) || options[name] < 1)
      throw new RangeError(`vector of environments: ${name} is ${options[name]}; it must be an integer of at least 1.`);
}

/** @throws RangeError when a slot does not exist */
export function checkSlot(env: VectorEnvOptions, slot: number): void {
  if (!Number.isInteger(slot) || slot < 0 || slot >= env.slots)
    throw new RangeError(`There is no slot ${slot}; this vector has slots 0 to ${env.slots - 1}.`);
}

/**
 * Checks the seed of an episode or of a run.
 *
 * @param seed what came
 * @param where who asks, for the error
 * @throws RangeError when the seed is not an integer in [0, 2³²)
 */
export function checkSeed(seed: number, where = 'reset'): void {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new RangeError(`${where}: seed must be an integer in [0, 2^32), got ${seed}.`);
}
