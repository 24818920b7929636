/** How fast Gymnasium-Robotics in Python steps a task: gymnasium_rates.py in a process of its own. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EnvRates } from './envRates.js';

/** The script stays in src: the compiler copies no Python. */
const SCRIPT = fileURLToPath(new URL('../../src/bench/gymnasium_rates.py', import.meta.url));

/** What the rival is called. */
export const GYMNASIUM = 'gymnasium-robotics';

/**
 * Starts Python with a task.
 *
 * @param python interpreter with Gymnasium-Robotics
 * @param task one of our ids, for instance `adroit-door`
 * @returns the measurement, once the process has begun
 */
export async function gymnasiumRates(python: string, task: string): Promise<EnvRates> {
  const args = ['-W', 'ignore', SCRIPT, task.replace('adroit-', '')];
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const measure = async (seconds: number) => {
    child.stdin.write(`${seconds}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`Gymnasium-Robotics' process ended early (exit code ${child.exitCode}).`);
    return Number(value);
  };
  // The first measurement starts the process.
  await measure(0.1);
  return { engine: GYMNASIUM, measure, close: async () => void child.stdin.end() };
}
