/** Sweeps of short runs through the command line, for tests. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectSweep, resultsHash, runTablePath, sweepPaths, writeRunTable } from '../../src/runs/index.js';
import { SHORT } from './specs.js';

/** The built command line. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export function dawnlab(args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const options = { encoding: 'utf8' as const, env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [MAIN, ...args], options);
}

/** Starts a command; `ended` settles when it is over. */
export function startDawnlab(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [MAIN, ...args]);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      output[name] += chunk;
    });
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, ...output })));
  return { child, ended };
}

/** The last line as the JSON object that `--json` promises. */
export const lastJson = ({ stdout }: Ended) => JSON.parse(stdout.trim().split('\n').at(-1)!);

/** Plans of this file by what was asked: to plan takes two processes, to copy a plan none. */
const planned = new Map<string, { readonly plan: string; readonly code: string }>();

/** Plans a sweep of short runs in a folder; returns its plan file. */
export function planShort(folder: string, ask: object = {}, flags: readonly string[] = []): string {
  mkdirSync(folder, { recursive: true });
  const description = {
    finding: 'test',
    tasks: ['gantry-peg'],
    agents: ['dawn'],
    seeds: [1, 2],
    scale: 'smoke',
    variants: { default: { knobs: { width: 16, warmupChunks: 32, learningStartsChunks: 16 }, schedule: SHORT } },
    ...ask,
  };
  const file = join(folder, 'sweep.json');
  const planFile = join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify(description));
  // A plan that stands there is planned again, and parts of the reader's own are found beside their description.
  const key = existsSync(planFile) || flags.length > 0 || 'bases' in ask ? undefined : JSON.stringify(ask);
  const known = key === undefined ? undefined : planned.get(key);
  if (known) {
    writeFileSync(planFile, known.plan);
    cpSync(known.code, sweepPaths(planFile).code, { recursive: true });
    return planFile;
  }
  const made = dawnlab(['sweep', 'plan', file, '--out', planFile, ...flags]);
  if (made.status !== 0) throw new Error(made.stderr);
  if (key !== undefined) planned.set(key, { plan: readFileSync(planFile, 'utf8'), code: sweepPaths(planFile).code });
  return planFile;
}

/** Collects a sweep into `<plan>.tables`; returns the hash of its results. */
export function collectHash(planFile: string): string {
  const [table] = collectSweep(planFile, 'dawnlab sweep collect');
  const out = `${planFile}.tables`;
  mkdirSync(out, { recursive: true });
  writeRunTable(runTablePath(table.finding, table.task, out), table);
  return resultsHash(table);
}
