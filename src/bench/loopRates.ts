/** How fast the parts of training run together: collection, updates, training, evaluation. */

import { createAgent } from '../agents/index.js';
import { defaultPhysics, type PhysicsName } from '../environments/index.js';
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
import type { Contestant } from './contestant.js';

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
export interface LoopOptions {
  readonly task: string;
  /** Kind of the base policy. */
  readonly base: string;
  readonly threads: number;
  /** Which build of MuJoCo integrates; by default what DAWNLAB_PHYSICS names, else `wasm`. */
  readonly physics?: PhysicsName;
  /** Seconds for each row. */
  readonly seconds: number;
}

/** Episodes that an evaluation steps side by side, as training does. */
const EVALUATION_SLOTS = 25;

/** Seconds of processor time since a moment. */
function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

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

/** DAWN's networks and batch, with a warmup that never ends. */
async function createRun({ task, base: kind, threads, physics }: Omit<LoopOptions, 'seconds'>): Promise<TrainingRun> {
  const { knobs, schedule } = taskPreset(task);
  const agent = createAgent('dawn', { ...knobs, warmupChunks: Number.MAX_SAFE_INTEGER });
  const base = await loadBasePolicy(task, { kind, batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: schedule.slots, obsHorizon, executeSteps, physics });
  return createTrainingRun({ agent, schedule, seed: 1, env, base, threads });
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

/** The same run past its warmup. */
const learningOf = (run: TrainingRun): TrainingRun => ({
  ...run,
  agent: { ...run.agent, warmup: { ...run.agent.warmup, chunks: 0 } },
});

async function closeRun(run: TrainingRun): Promise<void> {
  await closeTraining(run);
  await run.collector.env.close();
  await run.collector.base.close();
}

/** Rounds before a loop is measured: its replay then holds more than a batch, so that every round has its updates. */
export const FILLING = 20;

/**
 * Training on a task as a side of a comparison: its unit is a round, a chunk in every environment with the updates due.
 *
 * @param options task, kind of base policy, threads, physics
 * @returns the side, with enough in its replay
 */
export async function loopContestant(options: Omit<LoopOptions, 'seconds'>): Promise<Contestant> {
  const { physics = defaultPhysics() } = options;
  const run = await createRun(options);
  const learning = learningOf(run);
  for (let round = 0; round < FILLING; round++) await advance(learning);
  return {
    engine: physics === 'wasm' ? 'dawnlab' : `dawnlab-${physics}`,
    async run(rounds) {
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      for (let round = 0; round < rounds; round++) await advance(learning);
      return { seconds: (performance.now() - start) / 1000, cpuSeconds: cpuSeconds(cpu) };
    },
    dispose: () => closeRun(run),
  };
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
    const learning = learningOf(run);
    add('training chunks', await rate(seconds, () => collectOnce(learning)));
    add('evaluation episodes', await evaluationRate(options, learning));
  } finally {
    await closeRun(run);
  }
  return rows;
}
