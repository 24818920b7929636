/** `dawnlab results recompute`: makes recorded runs again and compares them bitwise with the table. */

import { join } from 'node:path';
import { Command } from 'commander';
import { interruptSignal } from '../../files/index.js';
import {
  cheapestRuns,
  findRun,
  planRecompute,
  type Recomputation,
  type RecordedRun,
  recomputeRun,
  recordedLabel,
  recordedSeconds,
  recordedTables,
  runStanding,
  type TableRun,
  type WithinArm,
} from '../../runs/index.js';
import type { RunRecord } from '../../training/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';
import { showProgress, timeLeft } from '../showProgress.js';

interface RecomputeOptions {
  readonly finding: string;
  readonly task?: string;
  readonly runs: number;
  readonly run?: readonly string[];
  readonly from?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** A run and what came of it. */
export interface Result extends Recomputation {
  readonly run: string;
  readonly id?: string;
  readonly directory: string;
  readonly cautions: readonly string[];
}

/**
 * The command.
 *
 * @returns `recompute`
 */
export function recomputeCommand(): Command {
  return new Command('recompute')
    .description('train recorded runs again and compare curve and metrics bitwise; exit code 1 when they differ')
    .requiredOption('--finding <name>', 'for instance 02-cold-start')
    .option('--task <name>', 'only this task; all that are recorded by default')
    .option('--runs <count>', 'how many: those that took least time, one of each arm first', parseCount, 1)
    .option('--run <names...>', 'these instead: labels as "gantry-peg dawn seed 1", or the first digits of identities')
    .option('--from <dir>', 'folder of the tables; data/results by default')
    .option('--out <dir>', 'where runs are made; called again, the command goes on there', join('out', 'recompute'))
    .addOption(pythonOption())
    .option('--json', 'print the result as one JSON object on the last line')
    .action(recompute);
}

async function recompute({ finding, task, runs, run, from, out, json }: RecomputeOptions): Promise<void> {
  const tables = recordedTables({ finding, task, folder: from });
  const chosen = run ? run.map((name) => findRun(tables, name)) : cheapestRuns(tables, runs);
  const count = tables.reduce((sum, table) => sum + table.runs.length, 0);
  const why = run ? 'as named' : 'those that took least time when they were recorded, one of each arm first';
  console.log(`${chosen.length} of ${count} recorded runs, ${why}:`);
  for (const { run } of chosen) console.log(`  ${recordedLabel(run)}, ${timeLeft(recordedSeconds(run))} then`);
  const signal = interruptSignal();
  const results = await recomputeAll(chosen, out, signal);
  if (json) printResult({ finding, results });
  if (signal.aborted) {
    console.error('Interrupted; the same command goes on from here.');
    process.exitCode = 130;
  } else if (results.some(({ outcome }) => outcome === 'different')) process.exitCode = 1;
}

/**
 * Makes recorded runs again, one after the other, and says of each what it came to.
 *
 * @param chosen runs and their tables
 * @param out below which they are made
 * @param signal ends it; what is done stays
 * @returns what came of each that was begun
 */
export async function recomputeAll(chosen: readonly TableRun[], out: string, signal: AbortSignal): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of chosen) {
    if (signal.aborted) break;
    results.push(await recomputeOne(one, out, signal));
  }
  return results;
}

async function recomputeOne(chosen: TableRun, out: string, signal: AbortSignal): Promise<Result> {
  const plan = await planRecompute(chosen, out);
  const { directory, cautions } = plan;
  const name = recordedLabel(chosen.run);
  for (const caution of cautions) console.warn(`Caution: ${caution}`);
  const { state } = runStanding(directory);
  if (state === 'completed' || state === 'diverged')
    console.log(`${name} was trained again before, in ${directory}; what it came to is compared once more.`);
  const line = showProgress('chunks');
  const recomputation = await recomputeRun(chosen, plan, {
    signal,
    onProgress: (moment) => line.update(moment, `  ${name}`),
    onRecord: (record) => {
      const text = evaluationText(record, chosen.run);
      if (text) line.print(text);
    },
  });
  line.end();
  for (const text of outcomeLines(name, recomputation, cautions)) console.log(text);
  return { run: name, id: chosen.run.id, directory, cautions, ...recomputation };
}

/** An evaluation beside the recorded one, as it is made. */
function evaluationText(record: RunRecord, { curve }: RecordedRun): string | undefined {
  if (record.kind !== 'evaluation' || record.policy !== 'agent') return undefined;
  const recorded = curve.success[curve.chunks.indexOf(record.chunks)];
  const beside = recorded === record.success ? 'as recorded' : `recorded: ${recorded ?? 'nothing'}`;
  return `  ${record.chunks} chunks  success ${record.success}  ${beside}`;
}

function outcomeLines(name: string, result: Recomputation, cautions: readonly string[]): string[] {
  const { outcome, difference, newColumns, within } = result;
  if (outcome === 'interrupted') return [];
  if (!difference) {
    const more = newColumns.length > 0 ? ` Not in the table, and not compared: ${newColumns.join(', ')}.` : '';
    return [`${name}: equal, bit for bit.${more}`];
  }
  const { where, recorded, recomputed } = difference;
  return [
    `${name}: different. First at ${where}: recorded ${recorded ?? 'nothing'}, now ${recomputed ?? 'nothing'}.`,
    ...(within ? [withinText(within)] : []),
    ...(cautions.length > 0 ? ['It may be one of the cautions above; environment.md says what equal bits need.'] : []),
  ];
}

const withinText = ({ score, runs: { low, high, method }, isWithin }: WithinArm) =>
  `${isWithin ? 'Statistically equal' : 'Not even statistically equal'}: its final success, ${score}, lies ` +
  `${isWithin ? 'within' : 'outside'} what runs of this arm differ by, [${low.toFixed(3)}, ${high.toFixed(3)}] (${method}).`;
