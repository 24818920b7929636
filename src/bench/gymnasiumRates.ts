/** How fast a task's original in Python steps it: gymnasium_rates.py in a process of its own. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gymnasiumPython, ogbenchPython } from '../tasks/index.js';
import type { EnvRates } from './envRates.js';

/** The script stays in src: the compiler copies no Python. */
const SCRIPT = fileURLToPath(new URL('../../src/bench/gymnasium_rates.py', import.meta.url));

/** What a task here was made after, number for number. */
export interface Original {
  /** What the package is called. */
  readonly engine: string;
  /** Its id in Gymnasium, once a module is imported. */
  readonly id: string;
  readonly module: string;
  /** Finds or makes an interpreter that has it. */
  readonly python: (say: (message: string) => void) => Promise<string>;
}

/**
 * The original of a task.
 *
 * @param task task name
 * @returns which; undefined for a task of this project's own
 */
export function originalOf(task: string): Original | undefined {
  const [, hand] = /^adroit-(.)/.exec(task) ?? [];
  if (hand) {
    const id = `AdroitHand${hand.toUpperCase()}${task.slice('adroit-'.length + 1)}Sparse-v1`;
    return { engine: 'gymnasium-robotics', id, module: 'gymnasium_robotics', python: gymnasiumPython };
  }
  const [, suite, single = '-task1'] = /^ogbench-cube-(single|double)(-task\d)?$/.exec(task) ?? [];
  if (!suite) return undefined;
  return { engine: 'ogbench', id: `cube-${suite}-singletask${single}-v0`, module: 'ogbench', python: ogbenchPython };
}

/**
 * Starts Python with a task's original.
 *
 * @param python interpreter that has it
 * @param original which
 * @returns the measurement, once the process has begun
 */
export async function gymnasiumRates(python: string, { engine, id, module }: Original): Promise<EnvRates> {
  // Nothing is drawn: without this, a machine without a display may refuse to import what could draw.
  const env = { ...process.env, MUJOCO_GL: 'disable' };
  const child = spawn(python, ['-W', 'ignore', SCRIPT, id, module], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const measure = async (seconds: number) => {
    child.stdin.write(`${seconds}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The process of ${engine} ended early (exit code ${child.exitCode}).`);
    return Number(value);
  };
  // The first measurement starts the process.
  await measure(0.1);
  return { engine, measure, close: async () => void child.stdin.end() };
}
