/** Agents × seeds side by side in child processes, watched live from one cell. */

import { availableParallelism } from 'node:os';
import type { BaseResult } from '../../plots/index.js';
import type { PoolJob, PoolMessage, PoolResult, RecordedRun } from '../../runs/index.js';
import { cellSignal } from '../cell/cellSignal.js';
import { showInterrupted } from '../cell/interruptNote.js';
import { showNote } from '../cell/showNote.js';
import { cellRun, showRuns } from '../cell/showRuns.js';
import { showTable } from '../cell/showTable.js';
import { type FailedRun, failureOf, isStopped, notStarted } from './failedRun.js';
import { baseResult, curvePoints } from './recordRows.js';
import { readMemo, reuseText } from './runMemo.js';
import { divergedEnd, showOutcomes } from './runOutcome.js';
import { sealMemo } from './sealedRun.js';
import { lookUpRun, type SideBySideOptions, type SideBySideRun, sideBySideWatch } from './sideBySideRun.js';
import { sideBySideView } from './sideBySideView.js';
import type { WatchedMetric } from './watchedMetric.js';

/** Runs for tables, figures and statistics; what `curveRows` and `runScores` take. */
export interface SideBySide {
  /** Every run that has at least one evaluation, unfinished ones included (see their `status`). */
  readonly runs: readonly RecordedRun[];
  /** The base policy alone, on the evaluation's seeds. */
  readonly base: BaseResult | undefined;
  /** Listed, never dropped. */
  readonly failures: readonly FailedRun[];
  /** Where each run's records and checkpoint are, by its name, for instance `dawn, seed 1`. */
  readonly directories: Readonly<Record<string, string>>;
}

/**
 * Trains agents × seeds in child processes, one core each, with one live plot of all curves and one progress bar.
 *
 * Each run is kept by content, as in `trainLive`: finished ones are reused, unfinished ones go on. Runs that fail are
 * shown in a table.
 *
 * @param options task, agents, knobs, schedule, seeds, workers
 * @returns the runs, the base policy's result and the failures
 * @throws RangeError on an option that does not exist, TypeError on one that is missing, Error on an unknown task or agent
 * @example
 * const { knobs, schedule } = taskPreset('gantry-peg', 'quick');
 * const agents = ['dawn', 'vanilla'];
 * const live = await trainSideBySide({ task: 'gantry-peg', agents, knobs, schedule, seeds: [1, 2, 3] });
 */
export async function trainSideBySide(options: SideBySideOptions): Promise<SideBySide> {
  const watch = await sideBySideWatch(options);
  const runs: SideBySideRun[] = [];
  // Seed by seed, so that every agent has a curve early.
  for (const seed of options.seeds)
    for (const agent of options.agents) runs.push(await lookUpRun(options, agent, seed));
  checkDistinct(runs);
  const failures = await execute(runs, options, watch);
  // What the reader stopped is said once, and is no fault.
  const faults = failures.filter((failure) => !isStopped(failure));
  if (faults.length > 0) showTable(faults, { title: 'Runs that did not come to their end' });
  await showOutcomes(runs);
  return collect(runs, failures);
}

/** Two names for one run, or two runs under one name, would be drawn as what they are not. */
function checkDistinct(runs: readonly SideBySideRun[]): void {
  for (const key of ['label', 'directory'] as const)
    for (const [i, run] of runs.entries()) {
      const twin = runs.slice(0, i).find((other) => other[key] === run[key]);
      if (twin)
        throw new Error(
          `trainSideBySide: '${twin.label}' and '${run.label}' are ` +
            `${key === 'label' ? 'two runs of one name' : 'the same run: nothing in them differs'}. Change one of them.`,
        );
    }
}

async function execute(
  runs: readonly SideBySideRun[],
  { workers = Math.min(2, availableParallelism()), styles }: SideBySideOptions,
  watch: readonly WatchedMetric[],
): Promise<FailedRun[]> {
  const { runPool } = await import('../../runs/index.js');
  const waiting = new Map(runs.filter(({ isReused }) => !isReused).map((run) => [run.label, run]));
  const view = sideBySideView(runs, { watch, styles });
  showRuns(await Promise.all(runs.map(({ agent, parts, directory }) => cellRun(agent, parts, directory))));
  const signal = cellSignal();
  const jobs = [...waiting.values()].map(({ label, order }): PoolJob => ({ label, order }));
  const results = await runPool(jobs, {
    workers,
    signal,
    onMessage: ({ label }, { record, progress }: PoolMessage) => {
      if (record) waiting.get(label)?.records.push(record);
      view.update(label, record ? undefined : progress?.done);
    },
    onResult: ({ job }) => {
      const run = waiting.get(job.label);
      const last = run?.records.at(-1);
      if (run && last?.kind === 'end' && last.status !== 'interrupted') sealMemo(run.directory);
    },
  });
  view.finish();
  await noteReused(runs.filter(({ isReused }) => isReused));
  if (results.length < waiting.size || results.some(({ code }) => code === 130))
    showInterrupted(signal, 'Interrupted. What was learned is kept; run this cell again to go on from here.');
  return failuresOf(waiting, results);
}

function failuresOf(waiting: ReadonlyMap<string, SideBySideRun>, results: readonly PoolResult[]): FailedRun[] {
  const stopped = [...waiting.keys()].filter((label) => !results.some(({ job }) => job.label === label));
  const failed = results.flatMap(({ job, code, tail }) => {
    const run = waiting.get(job.label)!;
    return code !== 0 || divergedEnd(run.records) ? [failureOf(run, code, tail)] : [];
  });
  return [...failed, ...stopped.map(notStarted)];
}

async function noteReused(runs: readonly SideBySideRun[]): Promise<void> {
  if (runs.length === 0) return;
  const texts = await Promise.all(runs.map(async (run) => reuseText(run.label, await readMemo(run.directory))));
  const count = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  showNote(`Reused ${count} (fresh: true trains again). ${texts.join('; ')}.`);
}

async function collect(runs: readonly SideBySideRun[], failures: readonly FailedRun[]): Promise<SideBySide> {
  const { runOfRecords } = await import('../../runs/index.js');
  const known = runs.filter(({ agent, records }) => curvePoints(agent, 0, records).length > 0);
  const base = known.map(({ records }) => baseResult(records)).find((result) => result !== undefined);
  const directories = Object.fromEntries(runs.map(({ label, directory }) => [label, directory]));
  return {
    runs: known.map(({ agent, records }) => ({ ...runOfRecords(records), agent })),
    base,
    failures,
    directories,
  };
}
