/** `dawnlab bench loop`: collection, updates, training and evaluation per second, and training beside a peer in Python. */

import { Command } from 'commander';
import {
  type Contestant,
  type LoopOptions,
  loopContestant,
  loopPeerMissing,
  loopPeers,
  loopRates,
  takeTurns,
} from '../../bench/index.js';
import { NoPython, nativeMissing } from '../../environments/index.js';
import { taskPreset } from '../../tasks/index.js';
import { parseCount } from '../parseCount.js';
import { parseSeconds } from '../parseSeconds.js';
import { physicsOption } from '../physicsOption.js';
import { printResult } from '../printResult.js';

interface BenchLoopOptions extends LoopOptions {
  readonly peer: boolean;
  readonly compiled: boolean;
  readonly parts: boolean;
  readonly python?: string;
  readonly json?: boolean;
}

/** Training beside the peer. */
interface PeerRow {
  readonly workload: string;
  readonly engine: string;
  readonly threads: number;
  /** Chunks per second of wall-clock time, and of processor time. */
  readonly perSecond: number;
  readonly perCpuSecond: number;
  /** How many times as fast as PyTorch's eager loop, by processor time. */
  readonly beside: number;
}

/**
 * The command.
 *
 * @returns `loop`, a subcommand of `bench`
 */
export function benchLoopCommand(): Command {
  return new Command('loop')
    .description(
      'chunks, updates and episodes of training on a task per second of processor time, one update per chunk',
    )
    .option('--task <name>', 'task', 'gantry-peg')
    .option('--base <kind>', 'kind of the base policy', 'diffusion')
    .option('--threads <count>', 'threads of one update', parseCount, 1)
    .addOption(physicsOption())
    .option('--seconds <seconds>', 'processor time of each row', parseSeconds, 5)
    .option('--peer', 'an Adroit task: the same training in PyTorch and Gymnasium-Robotics beside it, in turns', false)
    .option('--no-compiled', 'the peer as it is alone, without torch.compile')
    .option('--python <path>', 'a Python that has PyTorch, in place of a fresh environment')
    .option('--no-parts', 'the comparison with the peer alone')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchLoop);
}

/** Ours on every physics that is here. */
async function ourSides(options: BenchLoopOptions): Promise<Contestant[]> {
  const sides = [await loopContestant({ ...options, physics: 'wasm' })];
  if (!nativeMissing()) sides.push(await loopContestant({ ...options, physics: 'native' }));
  return sides;
}

async function besidePeers(options: BenchLoopOptions): Promise<PeerRow[]> {
  const { task, threads, seconds } = options;
  const missing = loopPeerMissing(options);
  if (missing) throw new Error(`--peer: ${missing}`);
  // The eager peer comes first: the others are compared with it.
  const [eager, ...compiled] = await loopPeers(options, options.python, console.log);
  const sides = [eager, ...(await ourSides(options)), ...compiled];
  const { slots } = taskPreset(task).schedule;
  const rates = await takeTurns(sides, seconds).finally(() => Promise.all(sides.map((side) => side.dispose())));
  return rates.map(({ perSecond, perCpuSecond, behindFirstCpu }, i) => ({
    workload: `${task} training chunks beside`,
    engine: sides[i].engine,
    threads,
    perSecond: slots * perSecond,
    perCpuSecond: slots * perCpuSecond,
    beside: 1 / behindFirstCpu,
  }));
}

async function benchLoop(options: BenchLoopOptions): Promise<void> {
  const rows = options.parts ? await loopRates(options) : [];
  for (const { workload, perSecond } of rows)
    console.log(`${workload.padEnd(32)}${perSecond.toPrecision(3).padStart(9)} per second of processor time`);
  let peers: PeerRow[] = [];
  try {
    if (options.peer) peers = await besidePeers(options);
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    console.log(`Without the peer: ${error.message}`);
  }
  for (const { workload, engine, perCpuSecond, beside } of peers) {
    const rate = `${perCpuSecond.toPrecision(3).padStart(9)} per second of processor time`;
    console.log(`${workload.padEnd(40)}${engine.padEnd(18)}${rate}  ${beside.toFixed(2)} × PyTorch eager`);
  }
  if (options.json) printResult({ rows: [...rows, ...peers] });
}
