/** `dawnlab bench env`: primitive steps per second of the environments. */

import { Command } from 'commander';
import {
  type BenchmarkRow,
  besideBridge,
  dawnlabRates,
  type EnvRates,
  gymnasiumRates,
  ORIGINAL,
  type Original,
  originalOf,
  PLAIN_PYTHON,
} from '../../bench/index.js';
import { NoPython, nativeMissing, PHYSICS_NAMES, type PythonTask } from '../../environments/index.js';
import { resolvePart } from '../../parts/index.js';
import { isReference } from '../../settings/index.js';
import { median } from '../../statistics/index.js';
import { tasks as taskEntries, taskEntry } from '../../tasks/index.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface BenchEnvOptions {
  readonly tasks?: string[];
  readonly seconds: number;
  readonly gymnasium: boolean;
  readonly json?: boolean;
}

/** All are measured this often, one after the other, so that what else the machine does meets all alike. */
const ROUNDS = 9;

/**
 * The command.
 *
 * @returns `env`, a subcommand of `bench`
 */
export function benchEnvCommand(): Command {
  return new Command('env')
    .description('primitive steps of each task per second of processor time')
    .option(
      '--tasks <names>',
      'comma-separated names, or gymnasium:… addresses; all that can run here by default',
      (text) => text.split(','),
    )
    .option('--seconds <seconds>', 'processor time of each measurement, of which there are nine', parseSeconds, 0.5)
    .addOption(pythonOption())
    .option('--no-gymnasium', 'without the originals in Python, of the Adroit tasks and the cubes, beside them')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchEnv);
}

/** Measures a task in turns: on every physics that is here, and in its original; of each the median of its rounds. */
async function measureTask(task: string, rival: Rival | undefined, seconds: number): Promise<BenchmarkRow[]> {
  const physics = PHYSICS_NAMES.filter((name) => name !== 'native' || !nativeMissing());
  const sides: EnvRates[] = [];
  for (const name of physics) sides.push(await dawnlabRates(task, name));
  if (rival) sides.push(await gymnasiumRates(rival.python, rival.original));
  const rates = sides.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, side] of sides.entries()) rates[i].push(await side.measure(seconds));
  await Promise.all(sides.map((side) => side.close()));
  const theirs = rival && rates[sides.length - 1];
  return sides.map(({ engine }, i) => ({
    workload: `env ${task}`,
    engine,
    perSecond: Math.round(median(rates[i])),
    ...(theirs && theirs !== rates[i] && { beside: median(rates[i].map((rate, round) => rate / theirs[round])) }),
  }));
}

/** A task that lives in Python: by name, or by a reference such as `gymnasium:AdroitHandPen-v1`. */
async function pythonTaskOf(name: string): Promise<PythonTask | undefined> {
  if (!isReference(name)) {
    const entry = taskEntry(name);
    const missing = 'process' in entry ? entry.missing?.() : undefined;
    if (missing) throw new Error(missing);
    return 'process' in entry ? entry.process() : undefined;
  }
  const { value } = await resolvePart(name, 'task');
  if ('source' in value) return value as PythonTask;
  throw new Error(
    `${name} is no task in Python. What is measured is a name, or a task from pythonTask or gymnasiumTask.`,
  );
}

/** What a task is compared with, and the interpreter that has it. */
interface Rival {
  readonly original: Original;
  readonly python: string;
}

function show({ workload, engine, perSecond, beside, share, besideOriginal }: BenchmarkRow): void {
  const rate = `${String(perSecond).padStart(9)} steps/s`;
  const rival = share === undefined ? 'its original' : PLAIN_PYTHON;
  const ratio = beside ? `  ${beside.toFixed(2)} × ${rival}` : '';
  const own = share === undefined ? '' : `, ${(100 * share).toFixed(1)} % of it on this side`;
  const original = besideOriginal === undefined ? '' : `; ${besideOriginal.toFixed(2)} × the ${ORIGINAL}`;
  console.log(`${workload.padEnd(30)} ${engine.padEnd(20)}${rate}${ratio}${own}${original}`);
}

/** What to compare with; nothing where there is nothing, or where it cannot be had, which is said. */
async function rivalOf(task: string): Promise<Rival | undefined> {
  const original = originalOf(task);
  if (!original) return undefined;
  try {
    return { original, python: await original.python(console.log) };
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    console.log(`Without ${original.engine}: ${error.message}`);
    return undefined;
  }
}

async function benchEnv(options: BenchEnvOptions): Promise<void> {
  const { seconds, json } = options;
  // A suite's tasks are as fast as the suite.
  const runnable = Object.keys(taskEntries).filter(
    (task) => !taskEntries[task].suite && !taskEntries[task].missing?.(),
  );
  const tasks = options.tasks ?? runnable;
  const rows: BenchmarkRow[] = [];
  for (const task of tasks) {
    const bridged = await pythonTaskOf(task);
    const found = bridged
      ? await besideBridge(task, bridged, seconds, ROUNDS)
      : await measureTask(task, options.gymnasium ? await rivalOf(task) : undefined, seconds);
    found.forEach(show);
    rows.push(...found);
  }
  if (json) printResult({ rows });
}
