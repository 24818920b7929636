/** `dawnlab bench update`: updates per second, compiled, against PyTorch on the same machine at the same time. */

import { Command, InvalidArgumentError } from 'commander';
import { compiledContestant } from '../bench/compiledContestant.js';
import { takeTurns } from '../bench/contestant.js';
import { NoPython } from '../bench/pinnedPython.js';
import { torchContestant } from '../bench/torchContestant.js';
import { TORCH_VERSION, torchPython } from '../bench/torchEnvironment.js';
import { UPDATE_WORKLOADS, type UpdateWorkload } from '../bench/workloads.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

/** One measured rate. */
interface UpdateRow {
  readonly workload: string;
  readonly engine: string;
  readonly threads: number;
  /** Updates per second, median over turns. */
  readonly perSecond: number;
}

interface Options {
  readonly workloads: readonly UpdateWorkload[];
  readonly threads: readonly number[];
  readonly seconds: number;
  readonly python?: string;
  readonly torch: boolean;
  readonly json?: boolean;
}

function parseWorkloads(text: string): UpdateWorkload[] {
  return text.split(',').map((name) => {
    const workload = UPDATE_WORKLOADS.find((candidate) => candidate.name === name.trim());
    if (workload) return workload;
    throw new InvalidArgumentError(
      `No workload '${name}'; there are ${UPDATE_WORKLOADS.map((candidate) => candidate.name).join(', ')}.`,
    );
  });
}

function parseThreads(text: string): number[] {
  return text.split(',').map((part) => {
    const threads = Number(part);
    if (!Number.isInteger(threads) || threads < 1) throw new InvalidArgumentError(`'${part}' is no positive integer.`);
    return threads;
  });
}

/**
 * The command.
 *
 * @returns `update`, a subcommand of `bench`
 */
export function benchUpdateCommand(): Command {
  return new Command('update')
    .description('updates per second, compiled, and of PyTorch (CPU, eager) in turns with it')
    .option('--workloads <names>', 'comma-separated names', parseWorkloads, UPDATE_WORKLOADS)
    .option('--threads <counts>', 'comma-separated numbers of threads', parseThreads, [1, 2])
    .option('--seconds <seconds>', 'time for each row', parseSeconds, 8)
    .option('--python <path>', 'a Python that has PyTorch, in place of a fresh environment')
    .option('--no-torch', 'our own rows only')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchUpdate);
}

async function benchUpdate(options: Options): Promise<void> {
  const python = options.torch ? await findTorch(options.python) : undefined;
  console.log(
    `${'workload'.padEnd(10)}${'threads'.padStart(7)}${'dawnlab'.padStart(12)}${'pytorch'.padStart(12)}${'ratio'.padStart(8)}`,
  );
  const rows: UpdateRow[] = [];
  for (const workload of options.workloads)
    for (const threads of options.threads) {
      const measured = await measure(workload, threads, options.seconds, python);
      rows.push(...measured);
      console.log(tableRow(measured));
    }
  console.log(
    `Updates per second, medians of alternating turns.${python ? ` PyTorch ${TORCH_VERSION}, CPU, eager.` : ''}`,
  );
  if (options.json) printResult({ rows });
}

async function findTorch(python: string | undefined): Promise<string | undefined> {
  try {
    return await torchPython(python, console.log);
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    console.log(`Without PyTorch, our own rows only: ${error.message}`);
    return undefined;
  }
}

async function measure(
  workload: UpdateWorkload,
  threads: number,
  seconds: number,
  python: string | undefined,
): Promise<UpdateRow[]> {
  const contestants = [await compiledContestant(workload, threads)];
  try {
    if (python) contestants.push(await torchContestant(python, workload, threads));
    const rates = await takeTurns(contestants, seconds);
    return contestants.map(({ engine }, i) => ({ workload: workload.name, engine, threads, perSecond: rates[i] }));
  } finally {
    for (const contestant of contestants) await contestant.dispose();
  }
}

function tableRow([ours, theirs]: readonly UpdateRow[]): string {
  const rate = (row: UpdateRow | undefined) => (row ? row.perSecond.toPrecision(3) : '–').padStart(12);
  const ratio = theirs ? (ours.perSecond / theirs.perSecond).toFixed(2) : '–';
  return `${ours.workload.padEnd(10)}${String(ours.threads).padStart(7)}${rate(ours)}${rate(theirs)}${ratio.padStart(8)}`;
}
