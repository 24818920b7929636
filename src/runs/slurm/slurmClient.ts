/** Slurm's commands, as a client runs them. */

import { spawn } from 'node:child_process';

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, with a text as its standard input.
 * Rejects with an error of code ENOENT when there is no such program.
 */
export type CommandRunner = (program: string, args: readonly string[], input?: string) => Promise<CommandResult>;

/** A connection to a site's Slurm: how its commands are run. */
export interface SlurmClient {
  readonly run: CommandRunner;
}

/**
 * A client that runs the commands of this machine.
 *
 * @param environment variables for the commands; this process's by default
 * @returns the client
 */
export function slurmClient(environment: NodeJS.ProcessEnv = process.env): SlurmClient {
  // Task ids are cut at 64 characters otherwise.
  const env = { ...environment, SLURM_BITSTR_LEN: '0' };
  const run: CommandRunner = (program, args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({
          code: code ?? 1,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
      // A program that ends before it has read its input is told by its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  return { run };
}

/**
 * Runs one of Slurm's commands.
 *
 * @param client the site
 * @param program command
 * @param args its arguments
 * @param input its standard input
 * @returns what it printed
 * @throws when Slurm is not installed, saying what to do, or when the command fails, with what it said
 */
export async function slurmCommand(
  { run }: SlurmClient,
  program: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, input).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(
      `there is no ${program} here: Slurm is not installed on this machine. Run this on a login node of the cluster, ` +
        'install the client (Debian: slurm-client, with the site’s slurm.conf and munge key), or run the sweep on ' +
        'this machine with --engine local',
    );
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed with ${code}: ${(stderr || stdout).trim()}`);
  return stdout;
}
