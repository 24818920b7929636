/** From a sweep's run directories to one columnar table per task. */

import { join } from 'node:path';
import { fileProvenance, valueHash } from '../../files/index.js';
import { METRICS_FILE, readRecords } from '../../training/index.js';
import { commitText } from '../spec/codeIdentity.js';
import { runArms } from '../spec/runArm.js';
import { runLabel } from '../spec/runSpec.js';
import { damagedOutputs } from '../store/runOutputs.js';
import { DONE } from '../store/runState.js';
import { readTableFile } from '../tables/recordedTables.js';
import { runOfRecords } from '../tables/runOfRecords.js';
import { type RecordedRun, type RunTable, recordedLabel } from '../tables/runTable.js';
import { type PlannedRun, readSweepPlan } from './sweepPlan.js';
import { type SweepRun, sweepStatus } from './sweepStatus.js';

/** A run with the machine that made it. */
interface CollectedRun {
  readonly run: RecordedRun;
  readonly hardware?: string;
}

/** The run's records as columns, with its place in the sweep. */
function collectMade({ run, directory, manifest }: SweepRun): CollectedRun {
  const columns = runOfRecords(readRecords(join(directory, METRICS_FILE)));
  return { run: { ...columns, id: run.id, variant: run.spec.variant }, hardware: manifest?.hardware };
}

/** Takes runs over from the tables that hold them; each table is read once. */
function tableReader(): (run: PlannedRun) => CollectedRun {
  const tables = new Map<string, RunTable>();
  return ({ id, spec, recordedIn = '' }) => {
    const table = tables.get(recordedIn) ?? readTableFile(recordedIn);
    tables.set(recordedIn, table);
    const run = table.runs.find((candidate) => candidate.id === id && recordedLabel(candidate) === runLabel(spec));
    if (!run)
      throw new Error(
        `${runLabel(spec)} was planned as recorded in ${recordedIn}, and is there no more. Plan again, ` +
          'with --recorded to take over what tables hold now.',
      );
    return { run, hardware: table.provenance.hardware };
  };
}

const hasEnded = ({ state }: SweepRun) => state === 'failed' || DONE.includes(state);

function checkComplete(runs: readonly SweepRun[], planFile: string): void {
  const missing = runs.filter((run) => !hasEnded(run));
  if (missing.length > 0)
    throw new Error(
      `${missing.length} of ${runs.length} runs are not done, the first ${runLabel(missing[0].run.spec)} ` +
        `(${missing[0].state}). Make them: dawnlab sweep run ${planFile}; or take what there is: --so-far`,
    );
  for (const { directory, manifest, run } of runs) {
    const damaged = manifest ? damagedOutputs(directory, manifest) : [];
    if (damaged.length > 0)
      throw new Error(
        `${damaged.join(' and ')} of ${runLabel(run.spec)} changed after the run had ended (${directory}). ` +
          `Make it good: dawnlab sweep run ${planFile} --check`,
      );
  }
}

/**
 * Collects a sweep.
 *
 * @param planFile the sweep's `plan.json`
 * @param command the literal command that makes the table, for its provenance
 * @param isSoFar true to take the runs that have ended, where others have not; the others can be collected later
 * @returns a table per task that has a run which ended, runs in the order of the plan; failed runs are listed, not dropped
 * @throws Error when runs are not done, or their files are no longer what they wrote
 */
export function collectSweep(planFile: string, command: string, isSoFar = false): RunTable[] {
  const { code, description } = readSweepPlan(planFile);
  const { runs: planned } = sweepStatus(planFile);
  const runs = isSoFar ? planned.filter(hasEnded) : planned;
  checkComplete(runs, planFile);
  const fromTable = tableReader();
  // By name: the description may have a reference in its place.
  const tasks = [...new Set(runs.map(({ run }) => run.spec.task))];
  return tasks.map((task) => {
    const own = runs.filter(({ run }) => run.spec.task === task);
    const ended = own.filter(({ state }) => state !== 'failed');
    const failed = own.filter(({ state }) => state === 'failed');
    const collected = ended.map((made) => (made.state === 'recorded' ? fromTable(made.run) : collectMade(made)));
    const places = new Set(collected.flatMap(({ hardware }) => hardware?.split('; ') ?? []));
    return {
      finding: description.finding,
      task,
      provenance: {
        command,
        commit: commitText(code),
        numerics: code.numerics,
        versions: fileProvenance(command).versions,
        hardware: [...places].join('; '),
        recordedAt: new Date().toISOString(),
      },
      arms: runArms(own.map(({ run }) => run.spec)),
      runs: collected.map(({ run }) => run),
      failures: failed.map(({ run, manifest }) => ({ run: runLabel(run.spec), error: manifest?.error ?? '' })),
    };
  });
}

/**
 * The hash of a table's results: equal when every curve and every metric is, bit for bit. Wall-clock and provenance
 * are left out.
 *
 * @param table the table
 * @returns 64 hex digits
 */
export function resultsHash({ finding, task, runs }: RunTable): string {
  const timeless = runs.map(({ curve: { seconds: _, ...curve }, ...run }) => ({ ...run, curve }));
  return valueHash({ finding, task, runs: timeless });
}
