/** A sweep whose processes are killed at random instants: what must hold after each kill, and at the end. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomStream } from '../../src/random/index.js';
import { type PoolMessage, readManifest, readSweepPlan, runStanding, sweepPaths } from '../../src/runs/index.js';
import { readCheckpointFile } from '../../src/training/checkpoint.js';
import { MAIN } from './sweeps.js';

/** What the kills did. */
export interface KillTally {
  /** Runs that were killed before their end, and runs that ended before their kill came. */
  readonly killed: number;
  readonly missed: number;
  /** Most chunk transitions that a kill cost. */
  readonly worstLoss: number;
  /** Faults found; empty when all is well. */
  readonly faults: readonly string[];
}

/** A process's chunks so far, as it tells; counted after the round, before its checkpoint. */
function follow(child: ChildProcess): () => number {
  let chunks = 0;
  child.on('message', ({ progress }: PoolMessage) => {
    chunks = progress?.done ?? chunks;
  });
  return () => chunks;
}

const gone = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()));

/** What is wrong with a run's directory. */
function directoryFaults(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const faults = readdirSync(directory).filter((file) => file.includes('.damaged-'));
  if (readManifest(directory) === 'damaged') faults.push('manifest.json');
  for (const file of ['checkpoint.safetensors', 'checkpoint.previous.safetensors'])
    try {
      readCheckpointFile(join(directory, file));
    } catch {
      faults.push(file);
    }
  return faults.map((file) => join(directory, file));
}

/** Chunks of the newest checkpoint. */
function checkpointedChunks(directory: string): number {
  const files = ['checkpoint.safetensors', 'checkpoint.previous.safetensors'];
  const found = files.map((file) => readCheckpointFile(join(directory, file))?.snapshot.scalars.counters.chunks ?? 0);
  return Math.max(...found);
}

/**
 * Kills (SIGKILL) the runs of a sweep in turn, each at a random instant, until there were enough kills; a run that
 * ends before is forgotten and begun anew.
 *
 * @param planFile the sweep's plan
 * @param kills how many
 * @param longest latest instant after the start, milliseconds
 */
export async function killRuns(planFile: string, kills: number, longest: number): Promise<KillTally> {
  const random = randomStream(1, 'kills');
  const { runs } = readSweepPlan(planFile);
  const tally = { killed: 0, missed: 0, worstLoss: 0, faults: [] as string[] };
  for (let turn = 0; tally.killed < kills; turn++) {
    const run = runs[turn % runs.length];
    const directory = sweepPaths(planFile).run(run);
    const args = [MAIN, 'sweep', 'run', planFile, '--index', String(turn % runs.length)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const chunks = follow(child);
    const ended = gone(child);
    await Promise.race([sleep(longest * random.uniform()), ended]);
    if (child.exitCode !== null) {
      tally.missed++;
      rmSync(directory, { recursive: true });
      continue;
    }
    child.kill('SIGKILL');
    await ended;
    tally.killed++;
    tally.faults.push(...directoryFaults(directory));
    tally.worstLoss = Math.max(tally.worstLoss, chunks() - checkpointedChunks(directory));
  }
  return tally;
}

/**
 * Kills (SIGKILL) the parent of a whole sweep at random instants.
 *
 * @param planFile the sweep's plan
 * @param kills how many
 * @param longest latest instant after the start, milliseconds
 * @returns faults found after each kill
 */
export async function killParents(planFile: string, kills: number, longest: number): Promise<string[]> {
  const random = randomStream(2, 'kills');
  const paths = sweepPaths(planFile);
  const directories = readSweepPlan(planFile).runs.map(paths.run);
  const faults: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [MAIN, 'sweep', 'run', planFile, '--workers', '2'], { stdio: 'ignore' });
    const ended = gone(child);
    await Promise.race([sleep(longest * (0.3 + 0.7 * random.uniform())), ended]);
    child.kill('SIGKILL');
    await ended;
    // Its runs notice that nobody listens any more, write a checkpoint and end.
    while (directories.some((directory) => runStanding(directory).state === 'running')) await sleep(50);
    faults.push(...directories.flatMap(directoryFaults));
  }
  return faults;
}
