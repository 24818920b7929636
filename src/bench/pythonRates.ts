/** How fast a task in Python is stepped, through the bridge and without it. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PythonTask } from '../environments/index.js';
import { median } from '../statistics/index.js';
import { type BenchmarkRow, type EnvRates, stepper } from './envRates.js';

/** The scripts stay in src: the compiler copies no Python of benchmarks. */
const SCRIPT = fileURLToPath(new URL('../../src/bench/python_rates.py', import.meta.url));
const SERVER = fileURLToPath(new URL('../../src/environments/process/server.py', import.meta.url));

/** What the rival is called. */
export const PLAIN_PYTHON = 'plain python';
/** What an environment is called that its package steps by its own code. */
export const ORIGINAL = "package's own step";

/** Processor seconds of this process until now. */
const ownSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Rates through the bridge, and how much of the processor time was spent on this side of it. */
interface BridgedRates extends EnvRates {
  /** Share of the latest measurement's processor time that was this process's. */
  share(): number;
}

/**
 * Opens a task through the bridge. Its rate counts the processor time of both sides.
 *
 * @param task the task
 * @returns the measurement
 */
async function bridgedRates(task: PythonTask): Promise<BridgedRates> {
  const sizes = { slots: 4, obsHorizon: 2, executeSteps: 4 };
  const env = await task.open(sizes);
  const step = stepper({ ...env, ...sizes, spec: task.spec });
  let share = 0;
  return {
    engine: 'bridge',
    async measure(seconds) {
      const [own, theirs] = [ownSeconds(), await env.seconds()];
      const spent = async () => ownSeconds() - own + (await env.seconds()) - theirs;
      const steps = await step(seconds, spent);
      const all = await spent();
      share = (ownSeconds() - own) / all;
      return steps / all;
    },
    share: () => share,
    close: () => env.close(),
  };
}

/**
 * Starts plain Python with environments of the same factory.
 *
 * @param engine what they are called
 * @param source interpreter and factory
 * @param options keywords of the factory
 * @returns the measurement
 */
function plainPythonRates(
  engine: string,
  { python, factory }: PythonTask['source'],
  options: PythonTask['source']['options'],
): EnvRates {
  const child = spawn(python, ['-W', 'ignore', SCRIPT, SERVER, factory, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    engine,
    async measure(seconds) {
      child.stdin.write(`${seconds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`The process of plain Python ended early (exit code ${child.exitCode}).`);
      return Number(value);
    },
    close: async () => void child.stdin.end(),
  };
}

/** A turn of every side: steps per second, and the bridge's share of its time. */
interface BridgeRound {
  readonly bridged: number;
  readonly share: number;
  readonly rivals: readonly number[];
}

async function bridgeRound(bridged: BridgedRates, rivals: readonly EnvRates[], seconds: number): Promise<BridgeRound> {
  const rate = await bridged.measure(seconds);
  const theirs: number[] = [];
  for (const rival of rivals) theirs.push(await rival.measure(seconds));
  return { bridged: rate, share: bridged.share(), rivals: theirs };
}

/**
 * Measures a task in Python in turns: through the bridge, without it, and as its package steps it where that is other code.
 *
 * @param name what it is called
 * @param task the task
 * @param seconds processor time of each measurement
 * @param count measurements of each side that count
 * @returns a row for each side, medians over the rounds
 */
export async function besideBridge(
  name: string,
  task: PythonTask,
  seconds: number,
  count: number,
): Promise<BenchmarkRow[]> {
  const bridged = await bridgedRates(task);
  const { options, original } = task.source;
  const rivals = [
    plainPythonRates(PLAIN_PYTHON, task.source, options),
    ...(original ? [plainPythonRates(ORIGINAL, task.source, original)] : []),
  ];
  const rounds: BridgeRound[] = [];
  // The first round imports and allocates.
  for (let round = 0; round <= count; round++) rounds.push(await bridgeRound(bridged, rivals, seconds));
  await Promise.all([bridged, ...rivals].map((side) => side.close()));
  const middle = (of: (round: BridgeRound) => number) => median(rounds.slice(1).map(of));
  const workload = `env ${name}`;
  const timesOf = (rival: number) => middle((round) => round.bridged / round.rivals[rival]);
  return [
    {
      workload,
      engine: bridged.engine,
      perSecond: Math.round(middle((round) => round.bridged)),
      beside: timesOf(0),
      share: middle((round) => round.share),
      ...(original && { besideOriginal: timesOf(1) }),
    },
    ...rivals.map(({ engine }, i) => ({ workload, engine, perSecond: Math.round(middle((round) => round.rivals[i])) })),
  ];
}
