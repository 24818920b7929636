/** How fast Gymnasium-Robotics in Python steps a task: gymnasium_rates.py in a process of its own. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The script stays in src: the compiler copies no Python. */
const SCRIPT = fileURLToPath(new URL('../../src/bench/gymnasium_rates.py', import.meta.url));

/** A running process of Gymnasium-Robotics. */
export interface GymnasiumRates {
  /** Primitive steps per second, measured for that long. */
  measure(seconds: number): Promise<number>;
  close(): void;
}

/**
 * Starts Python with a task.
 *
 * @param python interpreter with Gymnasium-Robotics
 * @param task one of our ids, for instance `adroit-door`
 * @returns the measurement
 */
export function gymnasiumRates(python: string, task: string): GymnasiumRates {
  const args = ['-W', 'ignore', SCRIPT, task.replace('adroit-', '')];
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async measure(seconds) {
      child.stdin.write(`${seconds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`Gymnasium-Robotics' process ended early (exit code ${child.exitCode}).`);
      return Number(value);
    },
    close: () => child.stdin.end(),
  };
}
