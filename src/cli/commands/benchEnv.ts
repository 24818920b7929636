/** `dawnlab bench env`: primitive steps per second of the environments. */

import { Command } from 'commander';
import { type BenchmarkRow, benchmarkEnv, gymnasiumPython, gymnasiumRates, NoPython } from '../../bench/index.js';
import { median } from '../../statistics/index.js';
import { tasks as taskEntries } from '../../tasks/index.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

interface BenchEnvOptions {
  readonly tasks?: string[];
  readonly seconds: number;
  readonly gymnasium: boolean;
  readonly json?: boolean;
}

/** Both sides are measured this often, one after the other, so that what else the machine does meets both alike. */
const ROUNDS = 3;

/**
 * The command.
 *
 * @returns `env`, a subcommand of `bench`
 */
export function benchEnvCommand(): Command {
  return new Command('env')
    .description('primitive steps per second of each task, in one thread')
    .option('--tasks <names>', 'comma-separated names; all that can run here by default', (text) => text.split(','))
    .option('--seconds <seconds>', 'time for each measurement', parseSeconds, 2)
    .option('--no-gymnasium', 'the Adroit tasks without Gymnasium-Robotics in Python beside them')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchEnv);
}

function show({ workload, engine, perSecond }: BenchmarkRow, ratio?: number): void {
  const rate = `${String(Math.round(perSecond)).padStart(9)} steps/s`;
  console.log(`${workload.padEnd(20)} ${engine.padEnd(20)}${rate}${ratio ? `  ratio ${ratio.toFixed(2)}` : ''}`);
}

/** Measures a task in turns with Gymnasium-Robotics; of each side the median of the rounds. */
async function compare(task: string, python: string, seconds: number): Promise<BenchmarkRow[]> {
  const rival = gymnasiumRates(python, task);
  const [ours, theirs]: number[][] = [[], []];
  // The first measurement starts the process.
  await rival.measure(0.1);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push((await benchmarkEnv(task, { seconds })).perSecond);
    theirs.push(await rival.measure(seconds));
  }
  rival.close();
  const row = (engine: string, rates: readonly number[]) => ({
    workload: `env ${task}`,
    engine,
    perSecond: Math.round(median(rates)),
  });
  return [row('dawnlab', ours), row('gymnasium-robotics', theirs)];
}

/** The interpreter to compare with, or undefined, which is said. */
async function rival(options: BenchEnvOptions, tasks: readonly string[]): Promise<string | undefined> {
  if (!options.gymnasium || !tasks.some((task) => task.startsWith('adroit-'))) return undefined;
  try {
    return await gymnasiumPython(console.log);
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    console.log(`Without Gymnasium-Robotics: ${error.message}`);
    return undefined;
  }
}

async function benchEnv(options: BenchEnvOptions): Promise<void> {
  const { seconds, json } = options;
  const runnable = Object.keys(taskEntries).filter((task) => !taskEntries[task].missing?.());
  const tasks = options.tasks ?? runnable;
  const python = await rival(options, tasks);
  const rows: BenchmarkRow[] = [];
  for (const task of tasks) {
    const compared = python !== undefined && task.startsWith('adroit-');
    const found = compared ? await compare(task, python, seconds) : [await benchmarkEnv(task, { seconds })];
    found.forEach((row, i) => {
      show(row, row.engine === 'dawnlab' ? undefined : found[i - 1].perSecond / row.perSecond);
    });
    rows.push(...found);
  }
  if (json) printResult({ rows });
}
