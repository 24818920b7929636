/** A run saved between two rounds, from which it continues bitwise. */

import { type ArrayTree, copyTree } from '../arrays/index.js';
import { RandomStream, type StreamState } from '../random/index.js';
import { restoreCollector, snapshotCollector } from './collectorState.js';
import type { Counters } from './counters.js';
import { breakEpisodes } from './replay/replay.js';
import { replayRows, restoreReplay } from './replay/replayRows.js';
import { STREAMS, type Streams } from './streams.js';
import type { TrainingInterval } from './trainingInterval.js';
import type { TrainingRun } from './trainingRun.js';

/** A run's complete state: arrays, and small exact numbers. */
export interface TrainingSnapshot {
  readonly arrays: ArrayTree;
  readonly scalars: {
    readonly counters: Counters;
    readonly explicitUpdates: number;
    readonly updateDebt: number;
    readonly interval: TrainingInterval;
    readonly replayCursor: number;
    readonly streams: Readonly<Record<(typeof STREAMS)[number], StreamState>>;
  };
}

/**
 * The complete state between two rounds.
 *
 * @param run the run
 * @returns arrays and numbers from which {@link restoreTraining} continues bitwise
 */
export async function snapshotTraining(run: TrainingRun): Promise<TrainingSnapshot> {
  const { replay, streams } = run;
  return {
    arrays: {
      state: copyTree(run.learner.update.state),
      replay: replayRows(replay),
      collector: await snapshotCollector(run.collector),
    },
    scalars: {
      counters: run.counters,
      explicitUpdates: run.explicitUpdates,
      updateDebt: run.updateDebt,
      interval: run.interval,
      replayCursor: replay.cursor,
      streams: { replay: streams.replay.state(), exploration: streams.exploration.state(), env: streams.env.state() },
    },
  };
}

/**
 * Puts a run back to a snapshot of a run with the same agent, task and schedule.
 *
 * @param run the run to overwrite
 * @param snapshot what {@link snapshotTraining} returned
 */
export async function restoreTraining(run: TrainingRun, { arrays, scalars }: TrainingSnapshot): Promise<void> {
  run.learner.update.setState(arrays.state as ArrayTree);
  restoreReplay(run.replay, arrays.replay as ArrayTree, scalars.replayCursor);
  run.counters = scalars.counters;
  run.explicitUpdates = scalars.explicitUpdates;
  run.updateDebt = scalars.updateDebt;
  run.interval = scalars.interval;
  run.streams = Object.fromEntries(STREAMS.map((name) => [name, new RandomStream(scalars.streams[name])])) as Streams;
  const goesOn = await restoreCollector(run.collector, (arrays.collector ?? {}) as ArrayTree, run.streams.env);
  if (!goesOn) breakEpisodes(run.replay);
}
