/** Training in Python processes, killed at random instants: the parent or one of its children. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { randomStream } from '../../../src/random/index.js';
import { gymnasiumInterpreter, gymnasiumMissing } from '../../../src/tasks/index.js';
import { readCheckpointFile } from '../../../src/training/checkpoint.js';
import { temporaryFolder } from '../../notebook/notebooks.js';
import { SHORT, timeless } from '../../runs/specs.js';
import { MAIN } from '../../runs/sweeps.js';
import { lineProcess } from './line.js';

/** How many kills: few in the ordinary tests, `DAWNLAB_KILLS=50` with this file for the full number. */
const KILLS = Number(process.env.DAWNLAB_KILLS ?? 2);

const missing = process.platform === 'linux' ? gymnasiumMissing() : 'Which processes are whose is read from /proc.';
if (missing) console.warn(`Kills of Python processes are not tested: ${missing}`);

const folder = temporaryFolder();
const OWN = `
import { basePolicyByHand, pythonTask } from 'dawnlab';
export const task = await pythonTask({ id: 'line', factory: ${JSON.stringify(lineProcess({}).factory)}, options: { mark: 0.01, horizon: 24 }, processes: 2 });
export const base = basePolicyByHand(task, 'steer', ({ x }, noise) => [-x + 0.1 * noise[0], ...Array(11).fill(0)]);
`;
const KNOBS = { width: 16, warmupChunks: 32, learningStartsChunks: 16 };

function start(directory: string) {
  const task = ['--task', './mine.ts#task', '--base', './mine.ts#base', '--preset', 'gantry-peg', '--agent', 'vanilla'];
  const size = ['--scale', 'smoke', '--knobs', JSON.stringify(KNOBS), '--schedule', JSON.stringify(SHORT)];
  const child = spawn(process.execPath, [MAIN, 'train', ...task, ...size, '--engine', 'onnx', '--out', directory], {
    cwd: folder,
    env: { ...process.env, DAWNLAB_PYTHON: gymnasiumInterpreter() },
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  child.stdout.resume();
  const ended = new Promise<{ status: number | null; said: string }>((resolve) =>
    child.once('close', (status) => resolve({ status, said })),
  );
  return { child, ended };
}

/** The Python processes that belong to a process. */
function childrenOf(pid: number): number[] {
  try {
    const listed = execFileSync('pgrep', ['-P', String(pid), '-f', 'server.py'], { encoding: 'utf8' });
    return listed.trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

const recordsOf = (directory: string) => {
  const lines = readFileSync(join(directory, 'metrics.jsonl'), 'utf8').trim().split('\n');
  const records = timeless(lines.map((line) => JSON.parse(line)));
  // What a run was interrupted by is no part of its curve, nor how many updates a second it made.
  return records.filter(({ kind }) => kind !== 'end').map((record) => ({ ...record, updatesPerSecond: undefined }));
};

it.skipIf(missing)(
  'ends its processes, damages no file, and goes on to the same bits',
  async () => {
    writeFileSync(join(folder, 'mine.ts'), OWN);
    const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')];
    const began = performance.now();
    expect(await start(calm).ended).toMatchObject({ status: 0 });
    const longest = performance.now() - began;
    const random = randomStream(1, 'kills');
    const tally = { parents: 0, children: 0, missed: 0 };
    while (tally.parents + tally.children < KILLS) {
      const { child, ended } = start(killed);
      await Promise.race([sleep(longest * (0.3 + 0.7 * random.uniform())), ended]);
      const children = childrenOf(child.pid!);
      const wantsChild = tally.parents > tally.children && children.length > 0;
      if (wantsChild) process.kill(children[Math.floor(random.uniform() * children.length)], 'SIGKILL');
      else child.kill('SIGKILL');
      const { status, said } = await ended;
      if (status === 0) {
        // It had ended, or wanted nothing more of its children: it begins anew.
        tally.missed++;
        rmSync(killed, { recursive: true });
        continue;
      }
      if (wantsChild)
        expect([status, said]).toEqual([1, expect.stringMatching(/its Python process ended \(SIGKILL\)/)]);
      tally[wantsChild ? 'children' : 'parents']++;
      while (children.some(isAlive)) await sleep(50);
      const files = existsSync(killed) ? readdirSync(killed) : [];
      expect(files.filter((file) => file.includes('.damaged-'))).toEqual([]);
      if (files.includes('checkpoint.safetensors')) readCheckpointFile(join(killed, 'checkpoint.safetensors'));
    }
    console.log(JSON.stringify(tally));
    expect(await start(killed).ended).toMatchObject({ status: 0 });
    expect(recordsOf(killed)).toEqual(recordsOf(calm));
  },
  3_600_000,
);
