/** How fast the parts of training run together: collection, updates, training, evaluation. */

import { loadBasePolicy } from '../policies/index.js';
import { EVALUATION_SEED } from '../rollouts/index.js';
import { openTask } from '../tasks/index.js';
import { advance, createResidualPolicy, evaluate, learn, type TrainingRun } from '../training/index.js';
import { closeLoopRun, cpuSeconds, createLoopRun, type LoopRunOptions, pastWarmup } from './loopRun.js';

/** One measured rate. */
export interface LoopRow {
  /** What was counted, for instance `gantry-peg training chunks`. */
  readonly workload: string;
  readonly engine: 'dawnlab';
  /** Threads of an update. */
  readonly threads: number;
  /** Of processor time, so that what else the machine does counts little. */
  readonly perSecond: number;
}

/** What is measured, and for how long. */
export interface LoopOptions extends LoopRunOptions {
  /** Seconds for each row. */
  readonly seconds: number;
}

/** Episodes that an evaluation steps side by side, as training does. */
const EVALUATION_SLOTS = 25;

/** Counts what `work` returns, per second of processor time, after a tenth of the time for warming up. */
async function rate(seconds: number, work: () => Promise<number>): Promise<number> {
  const spend = async (span: number) => {
    const start = process.cpuUsage();
    let count = 0;
    do count += await work();
    while (cpuSeconds(start) < span);
    return count / cpuSeconds(start);
  };
  await spend(0.1 * seconds);
  return spend(seconds);
}

async function collectOnce(run: TrainingRun): Promise<number> {
  await advance(run);
  return run.schedule.slots;
}

async function evaluationRate({ task, base: kind, physics, seconds }: LoopOptions, run: TrainingRun): Promise<number> {
  const base = await loadBasePolicy(task, { kind, batch: EVALUATION_SLOTS });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: EVALUATION_SLOTS, obsHorizon, executeSteps, physics });
  const actor = run.agent.algorithm.policy.of(run.learner.update.state);
  const policy = await createResidualPolicy(run.agent, actor, run.collector.dims, EVALUATION_SLOTS);
  const residual = { policy, actor, lambda: run.agent.settings.lambda };
  const protocol = { residual: 'deterministic', firstSeed: EVALUATION_SEED, success: 'once' } as const;
  try {
    return await rate(seconds, async () => {
      await evaluate(env, { base, residual }, { ...protocol, episodes: EVALUATION_SLOTS });
      return EVALUATION_SLOTS;
    });
  } finally {
    await policy.dispose();
    await env.close();
    await base.close();
  }
}

/**
 * Measures a task's loop with DAWN's networks, at one update per chunk.
 *
 * @param options task, kind of base policy, threads, seconds for each row
 * @returns chunks per second of the base policy alone, updates per second alone, chunks per second while training,
 *   episodes per second of an evaluation
 */
export async function loopRates(options: LoopOptions): Promise<LoopRow[]> {
  const { task, threads, seconds } = options;
  const run = await createLoopRun(options);
  const rows: LoopRow[] = [];
  const add = (what: string, perSecond: number) =>
    rows.push({ workload: `${task} ${what}`, engine: 'dawnlab', threads, perSecond });
  try {
    add('base policy chunks', await rate(seconds, () => collectOnce(run)));
    add(
      'updates',
      await rate(seconds, async () => {
        await learn(run.learner, run.replay, run.streams.replay);
        return 1;
      }),
    );
    const learning = pastWarmup(run);
    add('training chunks', await rate(seconds, () => collectOnce(learning)));
    add('evaluation episodes', await evaluationRate(options, learning));
  } finally {
    await closeLoopRun(run);
  }
  return rows;
}
