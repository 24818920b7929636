/** `dawnlab sweep collect`: a finished sweep becomes tables. */

import { existsSync } from 'node:fs';
import { Command } from 'commander';
import {
  clashingRuns,
  collectSweep,
  mergeTables,
  type RunTable,
  readRunTable,
  readSweepPlan,
  resultsHash,
  runTablePath,
  writeRunTable,
} from '../../runs/index.js';
import { printResult } from '../printResult.js';

/** Where tables are written, and what becomes of what is there. */
export interface TableTarget {
  /** Folder of the tables; data/results by default. */
  readonly out?: string;
  /** True to put this sweep's runs in the place of others of the same name, and to write over a damaged table. */
  readonly replace?: boolean;
  /** True to take what has ended, where other runs have not. */
  readonly soFar?: boolean;
}

interface CollectOptions extends TableTarget {
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `collect`
 */
export function collectCommand(): Command {
  return new Command('collect')
    .description(
      'add the runs to one columnar table per task, which keeps those of others; failed runs are listed in it',
    )
    .argument('<plan>', 'plan.json of the sweep')
    .option('--out <dir>', 'folder of the tables; data/results by default')
    .option('--replace', 'put these runs in the place of others of the same name, and write over damaged tables')
    .option('--so-far', 'take the runs that have ended; call again when there are more')
    .option('--json', 'print the result as one JSON object on the last line')
    .action((planFile: string, { json, ...target }: CollectOptions) => {
      const tables = writeTables(planFile, `dawnlab sweep collect ${planFile}`, target);
      if (json) printResult({ tables });
    });
}

/** A table that was written. */
export interface WrittenTable {
  readonly file: string;
  readonly runs: number;
  readonly failures: number;
  /** Runs that were there before and that the sweep does not have. */
  readonly kept: number;
  /** Runs that were there before and in whose place others stand now. */
  readonly replaced: number;
  /** Equal for bitwise equal results. */
  readonly hash: string;
}

/** The table that is there, where it may not be written over unread. */
function tableThere(finding: string, task: string, { out, replace }: TableTarget): RunTable | undefined {
  if (!existsSync(runTablePath(finding, task, out))) return undefined;
  try {
    return readRunTable(finding, task, out);
  } catch (error) {
    if (replace) return undefined;
    throw error;
  }
}

function refuseToReplace(file: string, labels: readonly string[], { replace }: TableTarget): void {
  if (replace || labels.length === 0) return;
  const more = labels.length > 3 ? `, and ${labels.length - 3} more` : '';
  throw new Error(
    `${file} holds other runs of these names: ${labels.slice(0, 3).join(', ')}${more}. They were made in another way, or ` +
      'with other code. Nothing is written. Put the new ones in their place with --replace, or collect into a folder of ' +
      'their own: dawnlab sweep collect PLAN --out DIR',
  );
}

/**
 * Refuses a sweep whose runs would take the place of recorded ones, before they are made.
 *
 * @param planFile the sweep's `plan.json`
 * @param target folder of the tables, and whether runs may be replaced
 * @throws Error naming the table and the runs; DamagedFileError when the table cannot be read
 */
export function checkTarget(planFile: string, target: TableTarget): void {
  const { description, runs } = readSweepPlan(planFile);
  for (const task of new Set(runs.map(({ spec }) => spec.task))) {
    const there = tableThere(description.finding, task, target);
    const labels = there ? clashingRuns(there, runs) : [];
    refuseToReplace(runTablePath(description.finding, task, target.out), labels, target);
  }
}

const keptText = (count: number) => (count === 1 ? '1 run that was there is' : `${count} runs that were there are`);
const runText = (count: number) => `${count} ${count === 1 ? 'run' : 'runs'}`;

/**
 * Collects a sweep and adds its runs to the tables. Runs that a table held before stay in it; none is replaced by
 * another of its name unless that is asked for.
 *
 * @param planFile the sweep's `plan.json`
 * @param command the literal command, for the provenance
 * @param target folder of the tables, and whether runs may be replaced
 * @returns what was written
 * @throws Error when runs are not done or damaged, when recorded ones would be replaced, or a table cannot be read
 */
export function writeTables(planFile: string, command: string, target: TableTarget = {}): WrittenTable[] {
  const collected = collectSweep(planFile, command, target.soFar).map((table) => {
    const file = runTablePath(table.finding, table.task, target.out);
    const there = tableThere(table.finding, table.task, target);
    const merged = there ? mergeTables(there, table) : { table, kept: [], replaced: [] };
    refuseToReplace(file, merged.replaced, target);
    return { file, collected: table.runs.length, ...merged };
  });
  return collected.map(({ file, table, kept, replaced, collected }) => {
    writeRunTable(file, table);
    const [runs, failures] = [table.runs.length, table.failures?.length ?? 0];
    const hash = resultsHash(table);
    const failed = failures > 0 ? `, and ${failures} that failed,` : '';
    console.log(`${runText(collected)}${failed} in ${file} (results ${hash.slice(0, 12)})`);
    if (kept.length > 0) console.log(`  ${keptText(kept.length)} kept`);
    if (replaced.length > 0) console.log(`  ${runText(replaced.length)} replaced: ${replaced.join(', ')}`);
    return { file, runs, failures, kept: kept.length, replaced: replaced.length, hash };
  });
}
