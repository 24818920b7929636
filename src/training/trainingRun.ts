/** A training run as a value that advances one round at a time and can be saved between rounds, bitwise. */

import { type AnyAgent, checkAgent } from '../agents/index.js';
import { opening } from '../compute/index.js';
import { addUse } from '../diagnostics/index.js';
import type { VectorEnv } from '../environments/index.js';
import type { BasePolicy } from '../policies/index.js';
import { randomStream } from '../random/index.js';
import { checkSchedule, type TrainingSchedule } from '../tasks/index.js';
import { chooseResiduals } from './chooseResiduals.js';
import { collectChunks } from './collectChunks.js';
import { type Collector, createCollector, startEpisodes } from './collector.js';
import type { Counters } from './counters.js';
import {
  closeLearner,
  createLearner,
  type Learner,
  type LearnerOptions,
  learn,
  type UpdateMetrics,
} from './learner.js';
import { createReplay, pushTransition, type Replay } from './replay/replay.js';
import { createResidualPolicy, type ResidualPolicy } from './residualPolicy.js';
import { STREAMS, type Streams } from './streams.js';
import { addMetrics, EMPTY_INTERVAL, type TrainingInterval } from './trainingInterval.js';
import { transitionSpec } from './transitionSpec.js';

/** Everything that a round reads and changes. */
export interface TrainingRun {
  readonly agent: AnyAgent;
  readonly schedule: TrainingSchedule;
  readonly collector: Collector;
  readonly learner: Learner;
  readonly policy: ResidualPolicy;
  readonly replay: Replay;
  streams: Streams;
  counters: Counters;
  /** Updates of the explicit warmup that were taken. */
  explicitUpdates: number;
  /** Updates that are due but not whole yet, in [0, 1). */
  updateDebt: number;
  /** What happened since the last evaluation. */
  interval: TrainingInterval;
}

/** What a run is made of. */
export interface TrainingRunOptions extends Pick<LearnerOptions, 'threads' | 'engine' | 'second' | 'share'> {
  readonly agent: AnyAgent;
  readonly schedule: TrainingSchedule;
  readonly seed: number;
  readonly env: VectorEnv;
  readonly base: BasePolicy;
}

/**
 * Sets a run up and starts the first episodes.
 *
 * @param options agent, schedule, master seed, environments, base policy
 * @returns the run, before its first round; `closeTraining` frees what it compiled
 * @throws RangeError on an agent or a schedule that cannot be meant, or parts that do not fit together
 */
export async function createTrainingRun(options: TrainingRunOptions): Promise<TrainingRun> {
  const { agent, schedule, seed, env, base } = options;
  checkAgent(agent);
  checkSchedule(schedule);
  const collector = createCollector(env, base);
  const streams = Object.fromEntries(STREAMS.map((name) => [name, randomStream(seed, name)])) as Streams;
  const all = Array.from({ length: env.slots }, (_, slot) => slot);
  await startEpisodes(collector, all, streams.env);
  const opened = opening();
  const { learner, policy } = await opened.during(async () => {
    const sized = { ...options, batchSize: schedule.batchSize };
    const learner = opened.keep(await createLearner(agent, collector.dims, seed, sized), closeLearner);
    const actor = agent.algorithm.policy.of(learner.update.state);
    return { learner, policy: await createResidualPolicy(agent, actor, collector.dims, env.slots) };
  });
  return {
    agent,
    schedule,
    collector,
    learner,
    policy,
    replay: createReplay(transitionSpec(collector.dims), schedule.replayCapacity, env.slots),
    streams,
    counters: { chunks: 0, primitiveSteps: 0, updates: 0 },
    explicitUpdates: 0,
    updateDebt: 0,
    interval: EMPTY_INTERVAL,
  };
}

/**
 * One round: a chunk in every slot, then the updates that are due once warmup is over.
 *
 * @param run the run, which advances
 * @throws DivergenceError when a loss is no longer finite
 */
export async function advance(run: TrainingRun): Promise<void> {
  const { agent, schedule, collector, learner, replay, streams } = run;
  const residuals = await chooseResiduals(run);
  const collected = await collectChunks(collector, residuals, agent.settings, streams.env);
  for (const transition of collected.transitions) pushTransition(replay, transition);
  const chunks = run.counters.chunks + collected.transitions.length;
  const metrics: UpdateMetrics[] = [];
  if (chunks > agent.warmup.chunks && replay.size >= schedule.batchSize) {
    run.updateDebt += schedule.updatesPerChunk * collected.transitions.length;
    for (; run.updateDebt >= 1; run.updateDebt--) metrics.push(await learn(learner, replay, streams.replay));
  }
  run.counters = {
    chunks,
    primitiveSteps: run.counters.primitiveSteps + collected.primitiveSteps,
    updates: run.counters.updates + metrics.length,
  };
  run.interval = {
    episodes: run.interval.episodes + collected.episodes,
    successes: run.interval.successes + collected.successes,
    updates: run.interval.updates + metrics.length,
    sums: metrics.reduce(addMetrics, run.interval.sums),
    use: addUse(run.interval.use, residuals),
  };
}

/**
 * Frees what a run compiled. Environments and base policy belong to whoever made them.
 *
 * @param run the run
 */
export async function closeTraining({ learner, policy }: TrainingRun): Promise<void> {
  await Promise.all([closeLearner(learner), policy.dispose()]);
}
