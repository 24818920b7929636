/** How fast the environments step. */

import type { PhysicsName, VectorEnv } from '../environments/index.js';
import { randomStream } from '../random/index.js';
import { openTask } from '../tasks/index.js';

/** One measurement. */
export interface BenchmarkRow {
  /** What was measured, for instance `env gantry-peg`. */
  readonly workload: string;
  /** Who stepped them, for instance `dawnlab`. */
  readonly engine: string;
  /** Primitive steps per second of processor time, so that what else the machine does counts little. */
  readonly perSecond: number;
  /** How many times as fast as its rival in Python, median over rounds in which both had their turn. */
  readonly beside?: number;
  /** Through a bridge: median share of the processor time that was spent on this side of it. */
  readonly share?: number;
  /** How many times as fast as the package's own step, where this library has a lighter one. */
  readonly besideOriginal?: number;
}

/** Seconds. */
const WARM_UP = 0.3;
const SIZES = { slots: 8, obsHorizon: 2, executeSteps: 4 };

/** What is stepped: a vector with its task. */
export type Stepped = Pick<VectorEnv, 'spec' | 'slots' | 'executeSteps' | 'reset' | 'stepChunks'>;

/** Steps for as long as `spent` counts `seconds`; returns primitive steps. */
export type Stepper = (seconds: number, spent: () => number | Promise<number>) => Promise<number>;

/**
 * Steps under uniform random actions, with a new episode after each ending. What is called again goes on with its episodes.
 *
 * @param env the vector
 * @returns what steps it
 */
export function stepper(env: Stepped): Stepper {
  const random = randomStream(1, 'benchmark');
  const slots = Array.from({ length: env.slots }, (_, slot) => slot);
  const actions = new Float32Array(env.slots * env.executeSteps * env.spec.actionDim);
  let seed = 0;
  return async (seconds, spent) => {
    if (seed === 0) for (const slot of slots) await env.reset(slot, seed++);
    let steps = 0;
    // Asking may be a journey to other processes: not after every chunk.
    for (let round = 0; round % 4 > 0 || (await spent()) < seconds; round++) {
      const batch = await env.stepChunks(slots, random.fillUniform(actions, -1, 1));
      for (const slot of slots) {
        steps += batch.primitiveSteps[slot];
        if (batch.terminated[slot] || batch.truncated[slot]) await env.reset(slot, seed++);
      }
    }
    return steps;
  };
}

/** Primitive steps per second of this process's time. */
async function measure(step: Stepper, seconds: number): Promise<number> {
  const start = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  return (await step(seconds, spent)) / spent();
}

/** Something that can be stepped for a while. */
export interface EnvRates {
  readonly engine: string;
  /** Primitive steps per second of processor time, measured for that long. */
  measure(seconds: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a task to be measured: resets, frame stacking and chunking included.
 *
 * @param id task name
 * @param physics which build of MuJoCo integrates it
 * @returns the measurement, after what compiles code and loads caches
 */
export async function dawnlabRates(id: string, physics: PhysicsName): Promise<EnvRates> {
  const env = await openTask(id, { ...SIZES, physics });
  const step = stepper(env);
  await measure(step, WARM_UP);
  return {
    engine: physics === 'wasm' ? 'dawnlab' : `dawnlab-${physics}`,
    measure: (seconds) => measure(step, seconds),
    close: () => env.close(),
  };
}
