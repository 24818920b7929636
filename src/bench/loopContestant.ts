/** Training on a task as a side of a comparison. */

import { defaultPhysics } from '../environments/index.js';
import { advance } from '../training/index.js';
import type { Contestant } from './contestant.js';
import { closeLoopRun, cpuSeconds, createLoopRun, type LoopRunOptions, pastWarmup } from './loopRun.js';

/** Rounds before a loop is measured: its replay then holds more than a batch, so that every round has its updates. */
export const FILLING = 20;

/**
 * Training on a task as a side of a comparison: its unit is a round, a chunk in every environment with the updates due.
 *
 * @param options task, kind of base policy, threads, physics
 * @returns the side, with enough in its replay
 */
export async function loopContestant(options: LoopRunOptions): Promise<Contestant> {
  const { physics = defaultPhysics() } = options;
  const run = await createLoopRun(options);
  const learning = pastWarmup(run);
  for (let round = 0; round < FILLING; round++) await advance(learning);
  return {
    engine: physics === 'wasm' ? 'dawnlab' : `dawnlab-${physics}`,
    async run(rounds) {
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      for (let round = 0; round < rounds; round++) await advance(learning);
      return { seconds: (performance.now() - start) / 1000, cpuSeconds: cpuSeconds(cpu) };
    },
    dispose: () => closeLoopRun(run),
  };
}
