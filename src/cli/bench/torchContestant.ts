/** PyTorch's side: pytorch.py in a process of its own, one line in and one line out for each turn. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestant.js';
import type { UpdateWorkload } from './workloads.js';

/** The script stays in src: the compiler copies no Python. */
const SCRIPT = fileURLToPath(new URL('../../../src/cli/bench/pytorch.py', import.meta.url));

/**
 * Starts PyTorch with a workload's update.
 *
 * @param python interpreter with PyTorch
 * @param workload sizes and coefficients
 * @param threads inside one operator
 * @returns the side under the engine name `pytorch`
 * @throws Error when the process ends early
 */
export async function torchContestant(python: string, workload: UpdateWorkload, threads: number): Promise<Contestant> {
  const child = spawn(python, ['-W', 'ignore', SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`PyTorch's process ended early (exit code ${child.exitCode}).`);
    return value as string;
  };
  await ask(JSON.stringify({ ...workload, threads }));
  return {
    engine: 'pytorch',
    run: async (updates) => Number(await ask(String(updates))),
    dispose: async () => {
      child.stdin.end();
      await new Promise((resolve) => {
        if (child.exitCode !== null) resolve(undefined);
        else child.once('exit', resolve);
      });
    },
  };
}
