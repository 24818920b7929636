/** How fast the parts of training run together: collection, updates, training, evaluation. */

import { createAgent } from '../agents/index.js';
import { loadBasePolicy } from '../policies/index.js';
import { EVALUATION_SEED } from '../rollouts/index.js';
import { openTask, taskPreset } from '../tasks/index.js';
import {
  advance,
  closeTraining,
  createResidualPolicy,
  createTrainingRun,
  evaluate,
  learn,
  type TrainingRun,
} from '../training/index.js';

/** One measured rate. */
export interface LoopRow {
  /** What was counted, for instance `gantry-peg training chunks`. */
  readonly workload: string;
  readonly engine: 'dawnlab';
  /** Threads of an update. */
  readonly threads: number;
  readonly perSecond: number;
}

/** What is measured, and for how long. */
export interface LoopOptions {
  readonly task: string;
  /** Kind of the base policy. */
  readonly base: string;
  readonly threads: number;
  /** Seconds for each row. */
  readonly seconds: number;
}

/** Episodes that an evaluation steps side by side, as training does. */
const EVALUATION_SLOTS = 25;

/** Counts what `work` returns, per second, after a tenth of the time for warming up. */
async function rate(seconds: number, work: () => Promise<number>): Promise<number> {
  const spend = async (span: number) => {
    const start = performance.now();
    let count = 0;
    do count += await work();
    while (performance.now() - start < 1000 * span);
    return (1000 * count) / (performance.now() - start);
  };
  await spend(0.1 * seconds);
  return spend(seconds);
}

async function collectOnce(run: TrainingRun): Promise<number> {
  await advance(run);
  return run.schedule.slots;
}

/** DAWN's networks and batch, with a warmup that never ends. */
async function createRun({ task, base: kind, threads }: LoopOptions): Promise<TrainingRun> {
  const { knobs, schedule } = taskPreset(task);
  const agent = createAgent('dawn', { ...knobs, warmupChunks: Number.MAX_SAFE_INTEGER });
  const base = await loadBasePolicy(task, { kind, batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: schedule.slots, obsHorizon, executeSteps });
  return createTrainingRun({ agent, schedule, seed: 1, env, base, threads });
}

async function evaluationRate({ task, base: kind, seconds }: LoopOptions, run: TrainingRun): Promise<number> {
  const base = await loadBasePolicy(task, { kind, batch: EVALUATION_SLOTS });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: EVALUATION_SLOTS, obsHorizon, executeSteps });
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
  const run = await createRun(options);
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
    const learning = { ...run, agent: { ...run.agent, warmup: { ...run.agent.warmup, chunks: 0 } } };
    add('training chunks', await rate(seconds, () => collectOnce(learning)));
    add('evaluation episodes', await evaluationRate(options, learning));
  } finally {
    await closeTraining(run);
    await run.collector.env.close();
    await run.collector.base.close();
  }
  return rows;
}
