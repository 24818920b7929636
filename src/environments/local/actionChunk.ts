/** Action chunks: several primitive actions decided at once and executed one after the other. */

import type { Env, EnvSnapshot, EnvSpec, Shown } from '../env.js';

/** What a chunk returns: the sum over its primitive steps, and the state after the last one executed. */
export interface ChunkStep {
  /** Raw observation after the last primitive step executed, [obsDim]; at an ending, the true final one. */
  readonly obs: Float32Array;
  /** Sum of the task's rewards over the chunk. */
  readonly rewardSum: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  /** Whether the task is solved after the last primitive step executed. */
  readonly success: boolean;
  /** Whether it was solved at any primitive step of the chunk. */
  readonly succeeded: boolean;
  /** Primitive steps executed: `executeSteps`, or fewer when the episode ended inside the chunk. */
  readonly primitiveSteps: number;
  /** Share of the executed action entries that lay outside [−1, 1] and were clipped. */
  readonly clippedFraction: number;
}

/** An environment stepped in chunks of `executeSteps` primitive actions. */
export interface ChunkedEnv {
  readonly spec: EnvSpec;
  readonly executeSteps: number;
  /** Starts the episode of a seed. @returns the first raw observation */
  reset(seed: number): Float32Array;
  /** Executes a chunk, [executeSteps × actionDim], stopping where the episode ends. @throws RangeError on a wrong length */
  stepChunk(actions: Float32Array): ChunkStep;
  /** What the present state looks like; only of a task that shows something. */
  show?(): Shown;
  snapshot(): EnvSnapshot;
  restore(snapshot: EnvSnapshot): Float32Array;
  close(): void;
}

function countOutside(actions: Float32Array): number {
  let outside = 0;
  for (const value of actions) if (value < -1 || value > 1) outside++;
  return outside;
}

/**
 * Wraps an environment so that it is stepped in chunks.
 *
 * @param env the environment, owned by the result
 * @param options `executeSteps`: primitive actions per chunk
 * @returns the chunked environment
 * @throws RangeError when the steps are no positive integer
 */
export function createChunkedEnv(env: Env, options: { readonly executeSteps: number }): ChunkedEnv {
  const { executeSteps } = options;
  if (!Number.isSafeInteger(executeSteps) || executeSteps < 1)
    throw new RangeError(`createChunkedEnv: executeSteps is ${executeSteps}; it must be an integer of at least 1.`);
  const { spec } = env;
  const { actionDim } = spec;
  return {
    spec,
    executeSteps,
    reset: (seed) => env.reset(seed),
    stepChunk(actions) {
      if (actions.length !== executeSteps * actionDim)
        throw new RangeError(
          `stepChunk: a chunk of ${spec.id} has ${executeSteps} × ${actionDim} = ${executeSteps * actionDim} entries, got ${actions.length}.`,
        );
      let [rewardSum, succeeded] = [0, false];
      for (let primitive = 1; ; primitive++) {
        const step = env.step(actions.subarray((primitive - 1) * actionDim, primitive * actionDim));
        rewardSum += step.reward;
        succeeded ||= step.success;
        if (primitive < executeSteps && !step.terminated && !step.truncated) continue;
        const executed = actions.subarray(0, primitive * actionDim);
        const clippedFraction = countOutside(executed) / executed.length;
        const { obs, terminated, truncated, success } = step;
        const flags = { terminated, truncated, success, succeeded };
        return { obs, rewardSum, ...flags, primitiveSteps: primitive, clippedFraction };
      }
    },
    ...(env.show && { show: () => env.show!() }),
    snapshot: () => env.snapshot(),
    restore: (snapshot) => env.restore(snapshot),
    close: () => env.close(),
  };
}
