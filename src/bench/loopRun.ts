/** A training on a task as benchmarks take it: DAWN's networks over a base policy, to be stepped by hand. */

import { createAgent } from '../agents/index.js';
import type { PhysicsName } from '../environments/index.js';
import { loadBasePolicy } from '../policies/index.js';
import { openTask, taskPreset } from '../tasks/index.js';
import { closeTraining, createTrainingRun, type TrainingRun } from '../training/index.js';

/** Which training. */
export interface LoopRunOptions {
  readonly task: string;
  /** Kind of the base policy. */
  readonly base: string;
  readonly threads: number;
  /** Which build of MuJoCo integrates; by default what DAWNLAB_PHYSICS names, else `wasm`. */
  readonly physics?: PhysicsName;
}

/**
 * Seconds of processor time since a moment.
 *
 * @param start what `process.cpuUsage()` returned then
 * @returns of the process and the system together
 */
export function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/**
 * DAWN's networks and batch, with a warmup that never ends.
 *
 * @param options task, kind of base policy, threads, physics
 * @returns the run, to be closed by {@link closeLoopRun}
 */
export async function createLoopRun({ task, base: kind, threads, physics }: LoopRunOptions): Promise<TrainingRun> {
  const { knobs, schedule } = taskPreset(task);
  const agent = createAgent('dawn', { ...knobs, warmupChunks: Number.MAX_SAFE_INTEGER });
  const base = await loadBasePolicy(task, { kind, batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: schedule.slots, obsHorizon, executeSteps, physics });
  return createTrainingRun({ agent, schedule, seed: 1, env, base, threads });
}

/**
 * The same run past its warmup.
 *
 * @param run the run, which the result shares
 * @returns a run whose rounds have their updates
 */
export const pastWarmup = (run: TrainingRun): TrainingRun => ({
  ...run,
  agent: { ...run.agent, warmup: { ...run.agent.warmup, chunks: 0 } },
});

/**
 * Frees a run with its environments and base policy.
 *
 * @param run the run
 */
export async function closeLoopRun(run: TrainingRun): Promise<void> {
  await closeTraining(run);
  await run.collector.env.close();
  await run.collector.base.close();
}
