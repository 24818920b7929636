/** The training loop: rounds, evaluations, records, checkpoints, interruption. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../agents/index.js';
import type { ArrayTree } from '../compute/index.js';
import { copyTree } from '../compute/index.js';
import { createLocalVectorEnv } from '../environments/index.js';
import { loadBasePolicy } from '../policies/index.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { createEvaluator, type Evaluator } from './evaluator.js';
import { DivergenceError, type LearnerOptions } from './learner.js';
import { type Progress, progressMeter } from './progress.js';
import {
  appendRecord,
  type EndRecord,
  type EvaluationRecord,
  type RunRecord,
  readRecords,
  truncateRecords,
} from './records.js';
import { agentSettings, type RunParts, runIdentity } from './runIdentity.js';
import { checkSchedule, type TrainingSchedule } from './schedule.js';
import {
  advance,
  closeTraining,
  createTrainingRun,
  EMPTY_INTERVAL,
  restoreTraining,
  snapshotTraining,
  type TrainingRun,
} from './trainingRun.js';

/** What to train, how, and who listens. */
export interface TrainOptions extends Pick<LearnerOptions, 'threads' | 'engine'> {
  /** Task name. */
  readonly task: string;
  readonly agent: Agent;
  readonly schedule: TrainingSchedule;
  /** Master seed of everything random in the run. */
  readonly seed: number;
  /** Kind of the frozen base policy. Default `diffusion`. */
  readonly baseKind?: string;
  /** Where records and checkpoints go; without one nothing is written. A directory with a checkpoint is resumed. */
  readonly directory?: string;
  /** Stops cleanly between rounds: what was learned so far is kept, and checkpointed where there is a directory. */
  readonly signal?: AbortSignal;
  /** Called with every record, as it is made. */
  readonly onRecord?: (record: RunRecord) => void;
  /** Called after every round; units are chunk transitions. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What training returns. */
export interface TrainResult {
  readonly status: EndRecord['status'];
  /** Success of the base policy alone, on the evaluation's seeds. */
  readonly baseSuccess: number;
  /** Success at the last evaluation, which has `finalEpisodes` episodes when the run completed. */
  readonly finalSuccess: number;
  /** Evaluations of the agent in order. */
  readonly curve: readonly EvaluationRecord[];
  /** Wall-clock seconds of training, resumed parts together. */
  readonly seconds: number;
  readonly updatesPerSecond: number;
  /** The actor's parameters at the end. */
  readonly actor: ArrayTree;
}

/** A run with its records and clock. */
interface Session {
  readonly options: TrainOptions;
  readonly parts: RunParts;
  readonly training: TrainingRun;
  readonly evaluator: Evaluator;
  readonly records: RunRecord[];
  /** Seconds of training until now, earlier parts included. */
  readonly seconds: () => number;
}

const metricsFile = (directory: string) => join(directory, 'metrics.jsonl');
const checkpointFile = (directory: string) => join(directory, 'checkpoint.safetensors');

function write({ options, records }: Pick<Session, 'options' | 'records'>, record: RunRecord): void {
  records.push(record);
  if (options.directory) appendRecord(metricsFile(options.directory), record);
  options.onRecord?.(record);
}

async function open(options: TrainOptions): Promise<Session> {
  const { task, agent, schedule, seed, baseKind = 'diffusion', threads, engine, directory } = options;
  checkSchedule(schedule);
  const parts = { task, agent, schedule, seed, baseKind };
  const checkpoint = directory ? readCheckpoint(checkpointFile(directory), runIdentity(parts)) : undefined;
  const base = await loadBasePolicy(task, { kind: baseKind, batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await createLocalVectorEnv(task, { slots: schedule.slots, obsHorizon, executeSteps });
  const training = await createTrainingRun({ agent, schedule, seed, env, base, threads, engine });
  const evaluator = await createEvaluator(training, { task, baseKind, agent });
  let records: RunRecord[] = [];
  if (directory) truncateRecords(metricsFile(directory), checkpoint?.metricsBytes ?? 0);
  if (checkpoint && directory) {
    await restoreTraining(training, checkpoint.snapshot);
    records = readRecords(metricsFile(directory));
    for (const record of records) options.onRecord?.(record);
  }
  const started = performance.now();
  const seconds = () => (checkpoint?.seconds ?? 0) + (performance.now() - started) / 1000;
  return { options, parts, training, evaluator, records, seconds };
}

async function save(session: Session): Promise<void> {
  const { options, parts, training, seconds } = session;
  if (!options.directory) return;
  const file = metricsFile(options.directory);
  const metricsBytes = existsSync(file) ? statSync(file).size : 0;
  const snapshot = await snapshotTraining(training);
  const identity = runIdentity(parts);
  writeCheckpoint(checkpointFile(options.directory), { snapshot, metricsBytes, seconds: seconds(), identity });
}

/** The start record and the base policy's own success, once per run. */
async function begin(session: Session): Promise<void> {
  const { parts, options, training, evaluator, seconds } = session;
  if (session.records.length > 0) return;
  const { task, agent, seed, baseKind, schedule } = parts;
  const { engine } = training.learner.update;
  const settings = agentSettings(agent);
  const start = {
    task,
    agent: agent.name,
    seed,
    base: baseKind,
    engine,
    threads: options.threads ?? 1,
    schedule,
    settings,
  };
  // Evaluated before anything is written: a run interrupted here begins anew when it is resumed.
  const { success, protocol } = await evaluator.run('none', schedule.finalEpisodes, options.signal);
  write(session, { kind: 'start', ...start });
  write(session, { kind: 'evaluation', policy: 'base', ...training.counters, success, protocol, seconds: seconds() });
}

function writeInterval(session: Session): void {
  const { training } = session;
  const { episodes, successes, updates, sums } = training.interval;
  const metrics = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / updates]));
  const successRate = episodes > 0 ? successes / episodes : 0;
  write(session, { kind: 'training', ...training.counters, episodes, successRate, metrics });
  training.interval = EMPTY_INTERVAL;
}

function curveOf(records: readonly RunRecord[]): EvaluationRecord[] {
  return records.filter(
    (record): record is EvaluationRecord => record.kind === 'evaluation' && record.policy === 'agent',
  );
}

/** Evaluates where the curve has a point that is still missing. */
async function evaluateIfDue(session: Session): Promise<void> {
  const { training, evaluator, options, records, seconds } = session;
  const { evaluateEvery, totalChunks, evaluationEpisodes, finalEpisodes } = options.schedule;
  const { chunks } = training.counters;
  const last = chunks >= totalChunks;
  if ((chunks % evaluateEvery !== 0 && !last) || curveOf(records).at(-1)?.chunks === chunks) return;
  const { success, protocol } = await evaluator.run(
    'deterministic',
    last ? finalEpisodes : evaluationEpisodes,
    options.signal,
  );
  if (chunks > 0) writeInterval(session);
  write(session, { kind: 'evaluation', policy: 'agent', ...training.counters, success, protocol, seconds: seconds() });
}

async function loop(session: Session): Promise<void> {
  const { training, options } = session;
  const { totalChunks, checkpointEvery } = options.schedule;
  const progress = progressMeter(totalChunks, training.counters.chunks);
  await begin(session);
  for (;;) {
    await evaluateIfDue(session);
    const { chunks } = training.counters;
    if (chunks >= totalChunks) return save(session);
    if (chunks > 0 && chunks % checkpointEvery === 0) await save(session);
    options.signal?.throwIfAborted();
    await advance(training);
    options.onProgress?.(progress(training.counters.chunks));
  }
}

function result({ records, training, seconds }: Session, status: EndRecord['status']): TrainResult {
  const curve = curveOf(records);
  const base = records.find((record) => record.kind === 'evaluation' && record.policy === 'base') as
    | EvaluationRecord
    | undefined;
  const elapsed = seconds();
  return {
    status,
    baseSuccess: base?.success ?? Number.NaN,
    finalSuccess: curve.at(-1)?.success ?? Number.NaN,
    curve,
    seconds: elapsed,
    updatesPerSecond: training.counters.updates / elapsed,
    actor: copyTree(training.learner.update.state.actor),
  };
}

/**
 * Trains an agent on a task: base policy, warmup, updates, evaluations on common seeds.
 *
 * With a directory the run is resumable: checkpoints are written atomically, and a run that was interrupted or killed
 * continues so that its curve is bitwise that of a run that never stopped.
 *
 * @param options what to train, how, and who listens
 * @returns the curve and the actor; `status` says whether the run completed, was interrupted, or diverged
 * @throws RangeError on a schedule that cannot be run, Error on a damaged checkpoint or one of another run
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const session = await open(options);
  let status: EndRecord['status'] = 'completed';
  let message: string | undefined;
  try {
    await loop(session);
  } catch (error) {
    if (error instanceof DivergenceError) [status, message] = ['diverged', error.message];
    else if (options.signal?.aborted) status = 'interrupted';
    else throw error;
    if (status === 'interrupted') await save(session);
  } finally {
    await session.evaluator.close();
  }
  const outcome = result(session, status);
  write(session, { kind: 'end', status, ...session.training.counters, seconds: outcome.seconds, message });
  await closeTraining(session.training);
  return outcome;
}
