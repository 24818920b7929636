/** Which engine a run has for which none was named. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { chosenEngine, XLA_PAYS_FROM } from '../../src/cli/train/chosenEngine.js';
import { pluginPath } from '../../src/compute/engines/xla/installation.js';
import { codeIdentity, currentSpec, runId, writeManifest } from '../../src/runs/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { emptyCache } from '../emptyCache.js';

const cache = emptyCache();

const long = { updates: XLA_PAYS_FROM };

it('stays ONNX Runtime where nothing was set up, and for short runs', async () => {
  expect(await chosenEngine(long)).toBe('onnx');
  mkdirSync(dirname(pluginPath('cpu')), { recursive: true });
  writeFileSync(pluginPath('cpu'), '');
  expect(await chosenEngine({ updates: XLA_PAYS_FROM - 1 })).toBe('onnx');
  expect(await chosenEngine(long)).toBe('xla');
});

it('is what the environment names', async () => {
  vi.stubEnv('DAWNLAB_BACKEND', 'tensorflow');
  expect(await chosenEngine(long)).toBe('tensorflow');
  vi.stubEnv('DAWNLAB_BACKEND', 'cpu');
  expect(await chosenEngine(long)).toBe('onnx');
});

it('is that of a run that has begun', async () => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const names = { finding: 'train', task: 'gantry-peg', agent: 'dawn', variant: 'default', scale: 'smoke' } as const;
  const base = { kind: 'diffusion' };
  const spec = await currentSpec({ ...names, seed: 1, knobs, schedule, base, engine: 'eager', threads: 1 });
  const made = { versions: {}, hardware: '', streams: [], attempts: [], inputs: {}, outputs: {} };
  const directory = join(cache(), 'run');
  writeManifest(directory, { id: runId(spec), spec, status: 'interrupted', code: codeIdentity(), ...made });
  vi.stubEnv('DAWNLAB_BACKEND', 'tensorflow');
  expect(await chosenEngine({ ...long, directory })).toBe('eager');
});
