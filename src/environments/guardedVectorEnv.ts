/** A vector of environments of the reader's own, held to the contract at every chunk. */

import { type ArrayTree, checkArray, type NdArray } from '../arrays/index.js';
import { type RewardRule, sparseReward } from '../rewards/index.js';
import type { EnvSpec } from './env.js';
import { checkFinite } from './shown.js';
import type { OwnVectorEnv } from './task.js';
import {
  type ChunkBatch,
  checkChunks,
  checkSeed,
  checkSlot,
  emptyChunkBatch,
  type VectorEnv,
  type VectorEnvOptions,
} from './vectorEnv.js';

const FLAGS = ['terminated', 'truncated', 'success', 'succeeded'] as const;

/** @throws RangeError on a stack of another length or with an entry that is not finite */
function checkStack({ id, obsNames, obsDim }: EnvSpec, stacks: Float32Array, expected: number, when: string): void {
  if (stacks?.length !== expected)
    throw new RangeError(
      `${id}: the observations have ${stacks?.length ?? 'no'} numbers, expected ${expected}, a stack of ${obsDim} an episode ` +
        `and frame (${when}).`,
    );
  const bad = stacks.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0)
    throw new RangeError(
      `${id}: entry ${obsNames[bad % obsDim]} of the observation is ${stacks[bad]} (${when}); every one must be finite.`,
    );
}

/** @throws RangeError on a result that does not fit what was asked, or whose flags do not fit together */
function checkBatch({ id }: EnvSpec, executeSteps: number, batch: ChunkBatch, rows: number): void {
  for (const [name, { length }] of Object.entries(emptyChunkBatch(rows, 0)))
    if (name !== 'obsStacks' && batch[name as keyof ChunkBatch]?.length !== length)
      throw new RangeError(`${id}: stepChunks returned ${name} of another length than the ${rows} slots asked for.`);
  for (let row = 0; row < rows; row++) {
    for (const name of FLAGS)
      if (batch[name][row] !== 0 && batch[name][row] !== 1)
        throw new RangeError(`${id}: ${name} is ${batch[name][row]} after a chunk; it must be 0 or 1.`);
    if (batch.terminated[row] && batch.truncated[row])
      throw new RangeError(
        `${id}: terminated and truncated both. terminated: the task ended; truncated: time ran out before it did.`,
      );
    if (batch.success[row] && !batch.succeeded[row])
      throw new RangeError(`${id}: solved after the last step of a chunk and at none of its steps.`);
    const steps = batch.primitiveSteps[row];
    if (!(Number.isInteger(steps) && steps >= 1 && steps <= executeSteps))
      throw new RangeError(`${id}: a chunk took ${steps} primitive steps; it has 1 to ${executeSteps}.`);
    if (!Number.isFinite(batch.rewardSum[row]))
      throw new RangeError(`${id}: the sum of rewards is ${batch.rewardSum[row]}; it must be a finite number.`);
  }
}

/** @throws RangeError when it is no such vector as was asked for */
function checkVector(env: OwnVectorEnv, spec: EnvSpec, options: VectorEnvOptions): void {
  for (const name of ['reset', 'stepChunks', 'close'] as const)
    if (typeof env?.[name] !== 'function')
      throw new RangeError(`${spec.id}: open() returned a vector without ${name}(). See the contract, VectorEnv.`);
  for (const name of ['slots', 'obsHorizon', 'executeSteps'] as const)
    if (env[name] !== options[name])
      throw new RangeError(`${spec.id}: open() was asked for ${name} ${options[name]} and returned ${env[name]}.`);
  for (const [name, leaf] of Object.entries(spec.shows ?? {}))
    checkArray(`${spec.id}: shown.${name}`, { ...leaf, shape: [options.slots, ...leaf.shape] }, env.shown?.[name]);
  if (typeof env.snapshot !== typeof env.restore)
    throw new RangeError(`${spec.id}: snapshot and restore come together, or not at all.`);
}

/** A vector's snapshots, if it has any, with the latest stacks in them. */
function withStacks(
  { snapshot, restore }: OwnVectorEnv,
  { slots, obsStacks }: Pick<VectorEnv, 'slots' | 'obsStacks'>,
): Pick<VectorEnv, 'snapshot' | 'restore'> {
  if (!(snapshot && restore)) return {};
  return {
    snapshot: async () => ({
      state: await snapshot(),
      obsStacks: { shape: [slots, obsStacks.length / slots], data: obsStacks.slice() },
    }),
    async restore(saved) {
      await restore(saved.state as ArrayTree);
      obsStacks.set((saved.obsStacks as NdArray).data);
    },
  };
}

/**
 * Holds a vector to the contract: observations, flags and sizes as stated, actions in bounds. The latest stacks are kept
 * here.
 *
 * @param env the vector, owned by the result
 * @param spec what its task says of itself
 * @param options what was asked for
 * @param reward what its chunks are worth; −1 until success by default
 * @returns the same vector
 * @throws RangeError on what is no such vector, and while it runs, naming what came and what was expected
 */
export function guardedVectorEnv(
  env: OwnVectorEnv,
  spec: EnvSpec,
  options: VectorEnvOptions,
  reward: RewardRule = sparseReward,
): VectorEnv {
  checkVector(env, spec, options);
  const { slots, obsHorizon, executeSteps, endOnSuccess = true } = options;
  const stackDim = obsHorizon * spec.obsDim;
  const obsStacks = new Float32Array(slots * stackDim);
  const shown = spec.shows && env.shown;
  const own = { spec, reward, slots, obsHorizon, executeSteps, endOnSuccess, obsStacks, ...(shown && { shown }) };
  return {
    ...own,
    async reset(slot, seed) {
      checkSlot(options, slot);
      checkSeed(seed);
      const stack = await env.reset(slot, seed);
      checkStack(spec, stack, stackDim, `after reset(${slot}, ${seed})`);
      checkFinite(spec.id, shown ?? {});
      obsStacks.set(stack, slot * stackDim);
      return Float32Array.from(stack);
    },
    async stepChunks(asked, actions) {
      checkChunks(own, asked, actions);
      const batch = await env.stepChunks(asked, Float32Array.from(actions));
      checkStack(spec, batch?.obsStacks, asked.length * stackDim, 'after a chunk');
      checkFinite(spec.id, shown ?? {});
      checkBatch(spec, executeSteps, batch, asked.length);
      asked.forEach((slot, row) => {
        obsStacks.set(batch.obsStacks.subarray(row * stackDim, (row + 1) * stackDim), slot * stackDim);
      });
      return batch;
    },
    ...withStacks(env, own),
    close: () => env.close(),
  };
}
