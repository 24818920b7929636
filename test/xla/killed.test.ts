/** A run on XLA whose process is killed goes on so that nobody sees it. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { decodeSafetensors } from '../../src/arrays/index.js';
import { readRecords } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { missingXla } from './installed.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = temporaryFolder();
const argsOf = (name: string) => [
  MAIN,
  'train',
  '--task',
  'gantry-peg',
  '--agent',
  'dawn',
  '--scale',
  'smoke',
  '--engine',
  'xla',
  // The first checkpoint comes when updates have begun.
  '--schedule',
  JSON.stringify({ checkpointEvery: 200 }),
  '--out',
  join(folder, name),
];

function finish(name: string): void {
  const { status, stderr } = spawnSync(process.execPath, argsOf(name), { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

const ended = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.once('exit', (_, signal) => resolve(String(signal))));

/** Everything that a run leaves, but wall-clock. */
function leftBy(name: string) {
  const records = readRecords(join(folder, name, 'metrics.jsonl')).map((record) => ({ ...record, seconds: undefined }));
  const { tree } = decodeSafetensors(readFileSync(join(folder, name, 'checkpoint.safetensors')));
  return { records, tree };
}

describe.skipIf(missingXla())('on XLA', () => {
  it('a run that is killed goes on from its checkpoint, to the bit', async () => {
    finish('calm');
    const child = spawn(process.execPath, argsOf('killed'), { stdio: 'ignore' });
    const checkpoint = join(folder, 'killed', 'checkpoint.safetensors');
    await vi.waitUntil(() => existsSync(checkpoint), { timeout: 100_000, interval: 5 });
    child.kill('SIGKILL');
    expect(await ended(child)).toBe('SIGKILL');
    finish('killed');
    expect(leftBy('killed')).toEqual(leftBy('calm'));
  });
});
