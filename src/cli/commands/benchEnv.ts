/** `dawnlab bench env`: primitive steps per second of the environments. */

import { Command } from 'commander';
import { gymnasiumPython, gymnasiumRates, NoPython } from '../../bench/index.js';
import { type BenchmarkRow, benchmarkEnv, environments } from '../../environments/index.js';
import { median } from '../../statistics/index.js';
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
    .description('primitive steps per second of each task, in one thread and in two workers')
    .option('--tasks <names>', 'comma-separated names; all that can run here by default', (text) => text.split(','))
    .option('--seconds <seconds>', 'time for each measurement', parseSeconds, 2)
    .option('--no-gymnasium', 'the Adroit tasks without Gymnasium-Robotics in Python beside them')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchEnv);
}

function show({ workload, engine, threads, perSecond }: BenchmarkRow, ratio?: number): void {
  const rate = `${String(threads).padStart(3)} threads${String(Math.round(perSecond)).padStart(9)} steps/s`;
  console.log(`${workload.padEnd(20)} ${engine.padEnd(20)}${rate}${ratio ? `  ratio ${ratio.toFixed(2)}` : ''}`);
}

/** Measures a task in turns with Gymnasium-Robotics; of each side the median of the rounds. */
async function compare(task: string, python: string, seconds: number): Promise<BenchmarkRow[]> {
  const threads = [1, 2];
  const rivals = threads.map((workers) => gymnasiumRates(python, task, workers));
  const ours: number[][] = [[], []];
  const theirs: number[][] = [[], []];
  // The first measurement starts the processes.
  for (const rival of rivals) await rival.measure(0.1);
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await benchmarkEnv(task, { seconds });
    for (const i of [0, 1]) {
      ours[i].push(rows[i].perSecond);
      theirs[i].push(await rivals[i].measure(seconds));
    }
  }
  for (const rival of rivals) rival.close();
  return threads.flatMap((count, i) => {
    const row = (engine: string, rates: readonly number[]) => ({
      workload: `env ${task}`,
      engine,
      threads: count,
      perSecond: Math.round(median(rates)),
    });
    return [row('dawnlab', ours[i]), row('gymnasium-robotics', theirs[i])];
  });
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
  const runnable = Object.keys(environments).filter((task) => !environments[task].missing?.());
  const tasks = options.tasks ?? runnable;
  const python = await rival(options, tasks);
  const rows: BenchmarkRow[] = [];
  for (const task of tasks) {
    const compared = python !== undefined && task.startsWith('adroit-');
    const found = compared ? await compare(task, python, seconds) : await benchmarkEnv(task, { seconds });
    found.forEach((row, i) => {
      show(row, row.engine === 'dawnlab' ? undefined : found[i - 1].perSecond / row.perSecond);
    });
    rows.push(...found);
  }
  if (json) printResult({ rows });
}
