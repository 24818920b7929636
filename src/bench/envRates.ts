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
  /** How many times as fast as Gymnasium-Robotics, median over rounds in which both had their turn. */
  readonly beside?: number;
}

/** Seconds. */
const WARM_UP = 0.3;
const SIZES = { slots: 8, obsHorizon: 2, executeSteps: 4 };
const SLOTS = Array.from({ length: SIZES.slots }, (_, slot) => slot);

/** Primitive steps per second under uniform random actions, with a new episode after each ending. */
async function measure(env: VectorEnv, seconds: number): Promise<number> {
  const random = randomStream(1, 'benchmark');
  const actions = new Float32Array(SIZES.slots * SIZES.executeSteps * env.spec.actionDim);
  let seed = 0;
  for (const slot of SLOTS) await env.reset(slot, seed++);
  let steps = 0;
  const start = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  while (spent() < seconds) {
    const batch = await env.stepChunks(SLOTS, random.fillUniform(actions, -1, 1));
    for (const slot of SLOTS) {
      steps += batch.primitiveSteps[slot];
      if (batch.terminated[slot] || batch.truncated[slot]) await env.reset(slot, seed++);
    }
  }
  return steps / spent();
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
  await measure(env, WARM_UP);
  return {
    engine: physics === 'wasm' ? 'dawnlab' : `dawnlab-${physics}`,
    measure: (seconds) => measure(env, seconds),
    close: () => env.close(),
  };
}
