/** `dawnlab sweep collect`: a finished sweep becomes tables. */

import { Command } from 'commander';
import { collectSweep, resultsHash, runTablePath, writeRunTable } from '../../runs/index.js';
import { printResult } from '../printResult.js';

interface CollectOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `collect`
 */
export function collectCommand(): Command {
  return new Command('collect')
    .description('write one columnar table per task; failed runs are listed in it')
    .argument('<plan>', 'plan.json of the sweep')
    .option('--out <dir>', 'folder of the tables; data/results by default')
    .option('--json', 'print the result as one JSON object on the last line')
    .action((planFile: string, { out, json }: CollectOptions) => {
      const tables = writeTables(planFile, `dawnlab sweep collect ${planFile}`, out);
      if (json) printResult({ tables });
    });
}

/** A table that was written. */
export interface WrittenTable {
  readonly file: string;
  readonly runs: number;
  readonly failures: number;
  /** Equal for bitwise equal results. */
  readonly hash: string;
}

/**
 * Collects a sweep and writes its tables.
 *
 * @param planFile the sweep's `plan.json`
 * @param command the literal command, for the provenance
 * @param out folder; data/results by default
 * @returns what was written
 * @throws Error when runs are not done or damaged
 */
export function writeTables(planFile: string, command: string, out?: string): WrittenTable[] {
  return collectSweep(planFile, command).map((table) => {
    const file = runTablePath(table.finding, table.task, out);
    writeRunTable(file, table);
    const [runs, failures] = [table.runs.length, table.failures?.length ?? 0];
    const hash = resultsHash(table);
    console.log(
      `${runs} runs${failures > 0 ? `, and ${failures} that failed,` : ''} in ${file} (results ${hash.slice(0, 12)})`,
    );
    return { file, runs, failures, hash };
  });
}
