/** `dawnlab bench update`: updates per second of every engine, against PyTorch and JAX on the same machine in turns. */

import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Contestant,
  type Peer,
  peerPython,
  processContestant,
  programOf,
  takeTurns,
  UPDATE_ENGINES,
  UPDATE_WORKLOADS,
  type UpdateEngine,
  type UpdateWorkload,
} from '../../bench/index.js';
import { NoPython } from '../../environments/index.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

/** One measured rate. */
interface UpdateRow {
  readonly workload: string;
  readonly engine: string;
  readonly threads: number;
  readonly device: 'cpu' | 'gpu';
  /** Seeds that one update advances. */
  readonly seeds: number;
  /** Updates per second, median over turns; each seed's counts. */
  readonly perSecond: number;
  /** The same for a second of processor time. */
  readonly perCpuSecond: number;
  /** How many times as fast the first engine of the table is, and the same by processor time. */
  readonly behindFirst: number;
  readonly behindFirstCpu: number;
}

interface Options {
  readonly workloads: readonly UpdateWorkload[];
  readonly threads: readonly number[];
  readonly engines: readonly UpdateEngine[];
  readonly seconds: number;
  readonly seeds: number;
  readonly gpu?: boolean;
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

function parseEngines(text: string): UpdateEngine[] {
  return text.split(',').map((name) => {
    const engine = UPDATE_ENGINES.find((candidate) => candidate.name === name.trim());
    if (engine) return engine;
    throw new InvalidArgumentError(
      `No engine '${name}'; there are ${UPDATE_ENGINES.map((candidate) => candidate.name).join(', ')}.`,
    );
  });
}

function parsePositive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError(`'${text}' is no positive integer.`);
  return number;
}

/** An option whose default is all that there is, shown by name. */
function listOption<Named extends { readonly name: string }>(
  flags: string,
  description: string,
  parse: (text: string) => Named[],
  all: readonly Named[],
): Option {
  const names = all.map(({ name }) => name).join(',');
  return new Option(flags, description).argParser(parse).default(all, names);
}

/**
 * The command.
 *
 * @returns `update`, a subcommand of `bench`
 */
export function benchUpdateCommand(): Command {
  return new Command('update')
    .description('updates per second of every engine that is there, and of PyTorch and JAX in turns with them')
    .addOption(listOption('--workloads <names>', 'comma-separated names', parseWorkloads, UPDATE_WORKLOADS))
    .addOption(listOption('--engines <names>', 'comma-separated names', parseEngines, UPDATE_ENGINES))
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
  const pythons = await findPythons(engines, options.python);
  const here = engines.filter(({ peer }) => !peer || pythons.has(peer));
  for (const { name, description } of here) console.log(`${name.padEnd(18)}${description}`);
  const rows: UpdateRow[] = [];
  for (const workload of options.workloads)
    for (const threads of options.threads) {
      const suited = here.filter(({ workloads }) => workloads?.includes(workload.name) ?? true);
      const measured = await measure(suited, { workload, threads }, options, pythons);
      rows.push(...measured);
      console.log(tableRows(measured).join('\n'));
    }
  console.log(
    'Updates per second of wall-clock time and of processor time, medians of alternating turns; a ratio is that of the ' +
      'first row to this one, turn by turn.',
  );
  if (options.json) printResult({ rows });
}

/** Interpreters of the peers that are compared with; one that cannot be had says why. */
async function findPythons(engines: readonly UpdateEngine[], python?: string): Promise<ReadonlyMap<Peer, string>> {
  const found = new Map<Peer, string>();
  for (const peer of new Set(engines.flatMap(({ peer }) => peer ?? [])))
    try {
      found.set(peer, await peerPython(peer, python, console.log));
    } catch (error) {
      if (!(error instanceof NoPython)) throw error;
      console.log(`Without ${peer}: ${error.message}`);
    }
  return found;
}

interface Setting {
  readonly workload: UpdateWorkload;
  readonly threads: number;
}

/** Starts what can be started here; what cannot says why. */
async function start(engine: UpdateEngine, setting: Setting, options: Options, python?: string) {
  const gpu = Boolean(options.gpu) && engine.device !== 'cpu';
  const { workload, threads } = setting;
  const configuration = { ...workload, threads, seeds: options.seeds, gpu, ...engine.configuration };
  try {
    const contestant = await processContestant(programOf(engine, python, gpu, threads), configuration);
    // Compilation happens at the first update.
    await contestant.run(1);
    return { contestant, device: gpu ? ('gpu' as const) : ('cpu' as const) };
  } catch (error) {
    console.log(`${engine.name}: not here (${(error as Error).message.slice(0, 400)})`);
    return undefined;
  }
}

async function measure(
  engines: readonly UpdateEngine[],
  setting: Setting,
  options: Options,
  pythons: ReadonlyMap<Peer, string>,
): Promise<UpdateRow[]> {
  const sides: { contestant: Contestant; device: 'cpu' | 'gpu' }[] = [];
  try {
    for (const engine of engines) {
      const side = await start(engine, setting, options, engine.peer && pythons.get(engine.peer));
      if (side) sides.push(side);
    }
    const { seeds, seconds } = options;
    const rates = await takeTurns(
      sides.map(({ contestant }) => contestant),
      seconds,
    );
    return sides.map(({ contestant, device }, i) => ({
      workload: setting.workload.name,
      engine: contestant.engine,
      threads: setting.threads,
      device,
      seeds,
      ...rates[i],
      perSecond: seeds * rates[i].perSecond,
      perCpuSecond: seeds * rates[i].perCpuSecond,
    }));
  } finally {
    for (const { contestant } of sides) await contestant.dispose();
  }
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
