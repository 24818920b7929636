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
 * Starts plain Python with the same environment.
 *
 * @param task the task
 * @returns the measurement
 */
async function plainPythonRates({ source }: PythonTask): Promise<EnvRates> {
  const args = ['-W', 'ignore', SCRIPT, SERVER, source.factory, JSON.stringify(source.options)];
  const child = spawn(source.python, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    engine: PLAIN_PYTHON,
    async measure(seconds) {
      child.stdin.write(`${seconds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`The process of plain Python ended early (exit code ${child.exitCode}).`);
      return Number(value);
    },
    close: async () => void child.stdin.end(),
  };
}

/**
 * Measures a task in Python in turns, through the bridge and without it.
 *
 * @param name what it is called
 * @param task the task
 * @param seconds processor time of each measurement
 * @param count measurements of each side that count
 * @returns a row for either side, medians over the rounds
 */
export async function besideBridge(
  name: string,
  task: PythonTask,
  seconds: number,
  count: number,
): Promise<BenchmarkRow[]> {
  const [bridged, plain] = [await bridgedRates(task), await plainPythonRates(task)];
  const rounds: { readonly bridged: number; readonly plain: number; readonly share: number }[] = [];
  // The first round imports and allocates.
  for (let round = 0; round <= count; round++) {
    const rate = await bridged.measure(seconds);
    rounds.push({ bridged: rate, share: bridged.share(), plain: await plain.measure(seconds) });
  }
  await Promise.all([bridged.close(), plain.close()]);
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.slice(1).map(of));
  const workload = `env ${name}`;
  const beside = middle((round) => round.bridged / round.plain);
  const share = middle((round) => round.share);
  return [
    { workload, engine: bridged.engine, perSecond: Math.round(middle((round) => round.bridged)), beside, share },
    { workload, engine: PLAIN_PYTHON, perSecond: Math.round(middle((round) => round.plain)) },
  ];
}
