/** How fast the environments step. */

import type { VectorEnv } from '../environments/index.js';
import { randomStream } from '../random/index.js';
import { openTask } from '../tasks/index.js';

/** One measurement. */
export interface BenchmarkRow {
  /** What was measured, for instance `env gantry-peg`. */
  readonly workload: string;
  /** Who stepped them, for instance `dawnlab`. */
  readonly engine: string;
  /** Primitive steps per second of wall-clock time. */
  readonly perSecond: number;
}

const SIZES = { slots: 8, obsHorizon: 2, executeSteps: 4 };
const SLOTS = Array.from({ length: SIZES.slots }, (_, slot) => slot);

/** Primitive steps per second under uniform random actions, with a new episode after each ending. */
async function measure(env: VectorEnv, seconds: number): Promise<number> {
  const random = randomStream(1, 'benchmark');
  const actions = new Float32Array(SIZES.slots * SIZES.executeSteps * env.spec.actionDim);
  let seed = 0;
  for (const slot of SLOTS) await env.reset(slot, seed++);
  let steps = 0;
  const start = performance.now();
  while (performance.now() - start < 1000 * seconds) {
    const batch = await env.stepChunks(SLOTS, random.fillUniform(actions, -1, 1));
    for (const slot of SLOTS) {
      steps += batch.primitiveSteps[slot];
      if (batch.terminated[slot] || batch.truncated[slot]) await env.reset(slot, seed++);
    }
  }
  return (1000 * steps) / (performance.now() - start);
}

/**
 * Measures primitive steps per second, resets, frame stacking and chunking included.
 *
 * @param id task name
 * @param options `seconds` of measuring, 2 by default
 * @returns the rate
 */
export async function benchmarkEnv(id: string, options: { readonly seconds?: number } = {}): Promise<BenchmarkRow> {
  const { seconds = 2 } = options;
  const env = await openTask(id, SIZES);
  // The first chunks compile code and load caches.
  await measure(env, 0.1 * seconds);
  const perSecond = await measure(env, seconds);
  await env.close();
  return { workload: `env ${id}`, engine: 'dawnlab', perSecond: Math.round(perSecond) };
}
