/** A kernel as a child process. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelConnection } from './kernelConnection.js';

/** A running kernel. */
export interface KernelProcess {
  /** Rejects with a {@link KernelDied} when the process is gone; never resolves. */
  readonly died: Promise<never>;
  /** Whether the process is still there. */
  alive(): boolean;
  /** Sends the interrupt signal, as the button in Jupyter does. */
  interrupt(): void;
  /** Waits for a kernel that was asked to shut down, then kills it and removes the connection file. */
  end(graceMilliseconds: number): Promise<void>;
}

/** The kernel process is gone although nobody asked it to go. */
export class KernelDied extends Error {
  override readonly name = 'KernelDied';
}

/** The project's launcher, which the kernelspec names too. */
const LAUNCHER = fileURLToPath(new URL('../../../jupyter/tslab-kernel.cjs', import.meta.url));

/**
 * Starts the project's kernel.
 *
 * @param connection where it shall listen
 * @param cwd its working directory
 * @param env environment variables beside those of this process
 * @returns the process
 */
export function spawnKernel(
  connection: KernelConnection,
  cwd: string,
  env: Readonly<Record<string, string>>,
): KernelProcess {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-kernel-'));
  const file = join(folder, 'connection.json');
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  const child = spawn(process.execPath, ['--max-old-space-size=8192', LAUNCHER, '--config-path', file], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const died = deathOf(child);
  const alive = () => child.exitCode === null && child.signalCode === null;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    died,
    alive,
    interrupt: () => child.kill('SIGINT'),
    async end(graceMilliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, alive() ? graceMilliseconds : 0);
      });
      await Promise.race([died.catch(() => undefined), timeUp]);
      clearTimeout(timer);
      kill();
      process.removeListener('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function deathOf(child: ChildProcess): Promise<never> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      log = (log + piece.toString()).slice(-4000);
    });
  }
  const died = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new KernelDied(`The kernel could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      const how = signal ? `killed by ${signal}` : `exit code ${code}`;
      reject(new KernelDied(`The kernel ended (${how}).${log ? ` Its last words:\n${log.trim()}` : ''}`));
    });
  });
  died.catch(() => undefined);
  return died;
}
