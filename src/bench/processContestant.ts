/** A side in a process of its own: for each turn a number of updates in, and the seconds that they took out. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Contestant, Turn } from './contestant.js';

/** A program that reads a JSON object, answers with a line, then runs as many updates as each further line says. */
export interface ContestantProgram {
  readonly engine: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Environment variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a side.
 *
 * @param contestant its program
 * @param configuration the JSON object: a workload with its threads
 * @returns the side, once it has answered
 * @throws Error when the process ends early
 */
export async function processContestant(contestant: ContestantProgram, configuration: object): Promise<Contestant> {
  const { engine, program, args, env } = contestant;
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (!done) return value as string;
    await ended;
    const complaint = complaints.find((text) => /^\w*Error: /.test(text)) ?? complaints.at(-1) ?? 'it said nothing';
    throw new Error(`${engine} ended early (exit code ${child.exitCode}): ${complaint.trim()}`);
  };
  await ask(JSON.stringify(configuration));
  return {
    engine,
    run: async (updates): Promise<Turn> => {
      const [seconds, cpuSeconds] = (await ask(String(updates))).split(' ').map(Number);
      return { seconds, cpuSeconds };
    },
    dispose: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
