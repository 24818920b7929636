/** Runs the programs of a setup, and says what to do where one fails. */

import { spawn } from 'node:child_process';

/** A step of a setup failed; the message says what came, and what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** How a program is run. */
export interface ProgramOptions {
  readonly cwd?: string;
  /** Environment variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What to do where it fails. */
  readonly advice: string;
}

/** What a program said last, without TensorFlow's log. */
function lastLines(text: string): string {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() && !/^([IWEF]\d{4} |WARNING: All log messages)/.test(line));
  return lines.slice(-6).join('\n  ');
}

/**
 * Runs a program to its end.
 *
 * @param what is attempted, as the subject of a message
 * @param program name or path
 * @param args its arguments
 * @param options where, and what to do where it fails
 * @returns what it wrote to its standard output
 * @throws SetupError with the last lines that it wrote
 */
export function runProgram(
  what: string,
  program: string,
  args: readonly string[],
  { cwd, env, advice }: ProgramOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const written = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      written.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      written.stderr += text;
    });
    const fail = (reason: string) => reject(new SetupError(`${what} failed: ${reason}\n${advice}`));
    child.once('error', ({ message }) => fail(`${program} could not be started (${message})`));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(written.stdout);
      fail(
        `${program} ended with ${signal ?? `exit code ${code}`}\n  ${lastLines(written.stderr) || lastLines(written.stdout)}`,
      );
    });
  });
}
