/** `dawnlab bench update`: updates per second of every engine, against PyTorch and JAX on the same machine in turns. */

import { Command, InvalidArgumentError, Option } from 'commander';
import {
  findPythons,
  UPDATE_ENGINES,
  UPDATE_WORKLOADS,
  type UpdateEngine,
  type UpdateRatesOptions,
  type UpdateRow,
  type UpdateWorkload,
  updateRates,
} from '../../bench/index.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

interface Options extends UpdateRatesOptions {
  readonly workloads: readonly UpdateWorkload[];
  readonly threads: readonly number[];
  readonly engines: readonly UpdateEngine[];
  readonly python?: string;
  readonly torch: boolean;
  readonly json?: boolean;
}

/** Parses comma-separated names of what there is. */
function parseNamed<Named extends { readonly name: string }>(kind: string, all: readonly Named[]) {
  return (text: string): Named[] =>
    text.split(',').map((name) => {
      const named = all.find((candidate) => candidate.name === name.trim());
      if (named) return named;
      throw new InvalidArgumentError(`No ${kind} '${name}'; there are ${all.map((each) => each.name).join(', ')}.`);
    });
}

function parsePositive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(`'${text}' is no positive integer.`);
  return number;
}

/** An option whose default is all that there is, shown by name. */
function listOption<Named extends { readonly name: string }>(kind: string, all: readonly Named[]): Option {
  return new Option(`--${kind}s <names>`, 'comma-separated names')
    .argParser(parseNamed(kind, all))
    .default(all, all.map(({ name }) => name).join(','));
}

/**
 * The command.
 *
 * @returns `update`, a subcommand of `bench`
 */
export function benchUpdateCommand(): Command {
  return new Command('update')
    .description('updates per second of every engine that is there, and of PyTorch and JAX in turns with them')
    .addOption(listOption('workload', UPDATE_WORKLOADS))
    .addOption(listOption('engine', UPDATE_ENGINES))
    .option(
      '--threads <counts>',
      'comma-separated numbers of threads',
      (text) => text.split(',').map(parsePositive),
      [1, 2],
    )
    .option('--seeds <count>', 'seeds in one program; PyTorch runs them one after the other', parsePositive, 1)
    .option('--gpu', 'on the GPU, and the processor beside it')
    .option('--seconds <seconds>', 'time for each row', parseSeconds, 8)
    .option('--python <path>', 'a Python that has PyTorch and JAX, in place of a fresh environment')
    .option('--no-torch', 'our own rows only')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchUpdate);
}

async function benchUpdate(options: Options): Promise<void> {
  const engines = options.engines.filter(
    ({ peer, device }) => (!peer || options.torch) && (device !== 'gpu' || options.gpu),
  );
  const pythons = await findPythons(engines, options.python, console.log);
  const here = engines.filter(({ peer }) => !peer || pythons.has(peer));
  for (const { name, description } of here) console.log(`${name.padEnd(18)}${description}`);
  const rows: UpdateRow[] = [];
  for (const workload of options.workloads)
    for (const threads of options.threads) {
      const suited = here.filter(({ workloads }) => workloads?.includes(workload.name) ?? true);
      const measured = await updateRates(suited, { workload, threads }, { ...options, pythons }, console.log);
      rows.push(...measured);
      console.log(tableRows(measured).join('\n'));
    }
  console.log(
    'Updates per second of wall-clock time and of processor time, medians of alternating turns; a ratio is that of the ' +
      'first row to this one, turn by turn.',
  );
  if (options.json) printResult({ rows });
}

function tableRows(rows: readonly UpdateRow[]): string[] {
  return rows.map(({ workload, engine, threads, device, seeds, ...rates }) => {
    const where = device === 'gpu' ? 'GPU' : `${threads} thread${threads > 1 ? 's' : ''}`;
    const what = `${workload}${seeds > 1 ? ` × ${seeds} seeds` : ''}`;
    const pair = (rate: number, ratio: number) => `${rate.toPrecision(3).padStart(10)}${ratio.toFixed(2).padStart(8)}`;
    const measured = pair(rates.perSecond, rates.behindFirst) + pair(rates.perCpuSecond, rates.behindFirstCpu);
    return `${what.padEnd(14)}${where.padEnd(11)}${engine.padEnd(18)}${measured}`;
  });
}
