/** A training run with its records, evaluator, checkpoint file and clock. */

import { join } from 'node:path';
import type { Agent, AgentKnobs, AnyAgent } from '../agents/index.js';
import { sampleSpecOf } from '../algorithms/index.js';
import { closeIt, type Opening, opening } from '../compute/index.js';
import type { OwnTask } from '../environments/index.js';
import { createSeenEnv, loadBasePolicy, type OwnBase } from '../policies/index.js';
import { type TrainingSchedule, usualBase } from '../tasks/index.js';
import { type Checkpoint, lastGoodCheckpoint, writeCheckpoint } from './checkpoint.js';
import { createEvaluator, type Evaluator } from './evaluator.js';
import type { LearnerOptions } from './learner.js';
import type { CriticProbe } from './probe/criticProbe.js';
import type { Probe } from './probe/probe.js';
import type { Progress } from './progress.js';
import type { RunRecord } from './record.js';
import { appendRecord, METRICS_FILE, readRecords, recordLines, restoreRecords } from './records.js';
import { demonstrationReplay } from './replay/demonstrationReplay.js';
import { runIdentity } from './runContent.js';
import type { RunIdentity, RunParts } from './runIdentity.js';
import { actingNames, partNames } from './runNames.js';
import { residualDims } from './sight.js';
import { closeTraining, createTrainingRun, type TrainingRun } from './trainingRun.js';
import { restoreTraining, snapshotTraining } from './trainingSnapshot.js';
import { transitionSpec } from './transitionSpec.js';

/** What to train, how, and who listens. */
export interface TrainOptions
  extends Pick<LearnerOptions, 'threads' | 'engine'>,
    Pick<RunParts, 'physics' | 'own' | 'share'> {
  /** Task name, a task of the reader's own, for instance from `pureTask`, or a reference to one. */
  readonly task: string | OwnTask;
  /** An agent; or a name, or a reference such as `./mine.ts#agent`, with the knobs that it is made of. */
  readonly agent: string | Agent | AnyAgent;
  /** What an agent by name is made of, and one by reference that is a function of them. */
  readonly knobs?: AgentKnobs;
  readonly schedule: TrainingSchedule;
  /** Master seed of everything random in the run. */
  readonly seed: number;
  /** Kind of the frozen base policy, one of the reader's own, or a reference to one. Default the task's, mostly `diffusion`. */
  readonly baseKind?: string | OwnBase;
  /** What is measured where the schedule has `probeEpisodes`: names, probes, references; by default all of the library. */
  readonly probes?: readonly (string | Probe)[];
  /** Where records and checkpoints go; without one nothing is written. A directory with a checkpoint is resumed. */
  readonly directory?: string;
  /** Stops cleanly between rounds: what was learned so far is kept, and checkpointed where there is a directory. */
  readonly signal?: AbortSignal;
  /** Called with a line when something was damaged and made good. By default it is a warning on the console. */
  readonly onNotice?: (notice: string) => void;
  /** Called with every record, as it is made. */
  readonly onRecord?: (record: RunRecord) => void;
  /** Called after every round; units are chunk transitions. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The same with every part loaded. */
export interface LoadedOptions extends Omit<TrainOptions, 'knobs'> {
  readonly agent: AnyAgent;
}

/** A run with its records and clock. */
export interface Session {
  readonly options: LoadedOptions;
  readonly parts: RunParts;
  /** What the run is, where it has a directory. */
  readonly identity?: RunIdentity;
  readonly training: TrainingRun;
  readonly evaluator: Evaluator;
  /** Looks into the critic, where the schedule asks for it; made when the loop begins. */
  probe?: CriticProbe;
  /** All of it, to be closed at the end. */
  readonly opened: Opening;
  readonly records: RunRecord[];
  /** Seconds of training until now, earlier parts included. */
  readonly seconds: () => number;
}

const metricsFile = (directory: string) => join(directory, METRICS_FILE);
const checkpointFile = (directory: string) => join(directory, 'checkpoint.safetensors');

/** Adds a record to the session, its file and its listener. */
export function writeRecord({ options, records }: Pick<Session, 'options' | 'records'>, record: RunRecord): void {
  records.push(record);
  if (options.directory) appendRecord(metricsFile(options.directory), record);
  options.onRecord?.(record);
}

/** What trains and what evaluates, with environments and base policies of their own. */
async function openParts(parts: RunParts, opened: Opening): Promise<Pick<Session, 'training' | 'evaluator'>> {
  const { task, baseKind, agent, schedule, physics } = parts;
  const { slots } = schedule;
  const base = opened.keep(await loadBasePolicy(task, { kind: baseKind, batch: slots }), closeIt);
  const { algorithm, settings }: AnyAgent = agent;
  const env = opened.keep(await createSeenEnv(task, base, { slots, physics, picture: algorithm.picture }), closeIt);
  const { secondShare } = sampleSpecOf({ algorithm, settings }, transitionSpec(residualDims(env)));
  const second = secondShare > 0 ? await demonstrationReplay(parts) : undefined;
  const training = opened.keep(await createTrainingRun({ ...parts, env, base, second }), closeTraining);
  const evaluator = opened.keep(await createEvaluator(training, { task, baseKind, agent, physics }), closeIt);
  return { training, evaluator };
}

/** Puts a run and its metrics file back to a checkpoint; returns the records until then. */
async function resume(options: LoadedOptions, training: TrainingRun, checkpoint?: Checkpoint): Promise<RunRecord[]> {
  const { directory, onNotice = console.warn, onRecord } = options;
  if (directory) restoreRecords(metricsFile(directory), checkpoint?.metrics ?? '', onNotice);
  if (!checkpoint || !directory) return [];
  await restoreTraining(training, checkpoint.snapshot);
  const { spec, restore } = training.collector.env;
  if (!restore)
    onNotice(
      `${spec.id} cannot save the state of its environments: the run goes on from its checkpoint with new episodes, so that ` +
        'its curve is not that of a run that never stopped.',
    );
  const records = readRecords(metricsFile(directory));
  for (const record of records) onRecord?.(record);
  return records;
}

/** Sets a run up, from its checkpoint where its directory has one. */
export async function openSession(options: LoadedOptions): Promise<Session> {
  const { task, agent, schedule, seed, baseKind = usualBase(options.task), probes, own } = options;
  const { threads, engine, physics, share, directory, onNotice = console.warn } = options;
  const parts = { task, agent, schedule, seed, baseKind, probes, engine, threads, physics, own, share };
  const identity = directory ? await runIdentity(parts) : undefined;
  const checkpoint =
    directory && identity ? lastGoodCheckpoint(checkpointFile(directory), identity, onNotice) : undefined;
  const opened = opening();
  const { training, evaluator } = await opened.during(() => openParts(parts, opened));
  const records = await opened.during(() => resume(options, training, checkpoint));
  const started = performance.now();
  const seconds = () => (checkpoint?.seconds ?? 0) + (performance.now() - started) / 1000;
  return { options, parts, identity, training, evaluator, opened, records, seconds };
}

/** Writes a checkpoint, where the run has a directory. */
export async function saveSession(session: Session): Promise<void> {
  const { options, parts, identity, training, seconds } = session;
  if (!options.directory || !identity) return;
  const snapshot = await snapshotTraining(training);
  const metrics = recordLines(session.records);
  const { agent } = parts;
  const names = { ...partNames(parts), agent: agent.name, acting: actingNames(agent) };
  writeCheckpoint(checkpointFile(options.directory), { snapshot, metrics, seconds: seconds(), identity, names });
}
