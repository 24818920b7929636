/** `dawnlab results list`: what is recorded. */

import { Command } from 'commander';
import type { DamagedFileError } from '../../files/index.js';
import { showTable } from '../../notebook/index.js';
import {
  armNotes,
  armText,
  formatSeeds,
  matchingRuns,
  type RecordedRun,
  type RunTable,
  recordedTables,
  runHealth,
  tableArms,
} from '../../runs/index.js';
import { printResult } from '../printResult.js';
import { reportDamaged } from '../reportDamaged.js';

interface ListOptions {
  readonly finding?: string;
  readonly task?: string;
  readonly from?: string;
  readonly json?: boolean;
}

/** One arm of a table. */
interface ArmRow {
  readonly finding: string;
  readonly task: string;
  readonly agent: string;
  readonly variant: string;
  readonly base: string;
  /** For instance `1–8`. */
  readonly seeds: string;
  /** For instance `7 completed, 1 diverged`; see `runHealth`. */
  readonly status: string;
  /** What must be said beside a number that is made of these runs. */
  readonly notes: readonly string[];
}

/**
 * The command.
 *
 * @returns `list`
 */
export function listCommand(): Command {
  return new Command('list')
    .description('list finding × task × arm with seeds and how the runs ended')
    .option('--finding <name>', 'only this finding, for instance 02-cold-start')
    .option('--task <name>', 'only this task')
    .option('--from <dir>', 'folder of the tables; data/results by default')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(list);
}

function list({ finding, task, from, json }: ListOptions): void {
  const damaged: DamagedFileError[] = [];
  const onDamaged = (error: DamagedFileError) => {
    damaged.push(error);
    console.error(error.message);
  };
  const tables = recordedTables({ finding, task, folder: from, onDamaged });
  const arms = tables.flatMap(armRows);
  showTable(
    arms.map(({ notes, ...row }) => row),
    { limit: arms.length },
  );
  for (const { finding, task, notes, ...arm } of arms)
    for (const note of notes) console.log(`${finding}, ${task}, ${armText(arm)}: ${note}`);
  const failures = tables.flatMap((table) => table.failures ?? []);
  for (const failure of failures) console.log(`${failure.run} failed: ${failure.error}`);
  // Once more below the table, which may be longer than the screen.
  reportDamaged(damaged, 'the list');
  if (json) printResult({ arms, failures, damaged: damaged.map(({ file }) => file) });
}

function armRows(table: RunTable): ArmRow[] {
  const { finding, task } = table;
  return tableArms(table).map((arm) => {
    const runs = matchingRuns(table, arm);
    const seeds = formatSeeds(runs.map(({ seed }) => seed));
    return { finding, task, ...arm, seeds, status: statusText(runs), notes: armNotes(table, arm) };
  });
}

function statusText(runs: readonly RecordedRun[]): string {
  const states = runs.map((run) => runHealth(run).state);
  return [...new Set(states)].map((state) => `${states.filter((other) => other === state).length} ${state}`).join(', ');
}
