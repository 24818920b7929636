import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type Checkpoint, writeCheckpoint } from '../../src/training/checkpoint.js';
import { loadTrainedAgent } from '../../src/training/trainedAgent.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
const file = join(folder, 'checkpoint.safetensors');
const actor = { mean: { shape: [2], data: new Float32Array([1, 2]) } };
const write = (state: object, lambda: unknown = 0.1) =>
  writeCheckpoint(file, {
    snapshot: {
      arrays: { state },
      scalars: { counters: { chunks: 1, primitiveSteps: 1, updates: 1 }, streams: {} },
    },
    metrics: '',
    seconds: 1,
    identity: { seed: 3, agent: { lambda, discount: 0.97 } },
    names: { task: 'gantry-peg', agent: 'dawn', baseKind: 'diffusion' },
  } as unknown as Checkpoint);

beforeEach(() => write({ actor }));

it('reads what acting needs', () => {
  const names = { task: 'gantry-peg', agent: 'dawn', baseKind: 'diffusion' };
  const { acting, ...facts } = loadTrainedAgent(folder);
  expect(facts).toEqual({ ...names, seed: 3, lambda: 0.1, actor });
  expect(acting.algorithm.name).toBe('residualSac');
});

it.each([
  ['is cut off', () => writeFileSync(file, readFileSync(file).subarray(0, -4)), /is damaged/],
  [
    'has a flipped byte',
    () =>
      writeFileSync(
        file,
        readFileSync(file).map((x, i, all) => (i === all.length - 1 ? x ^ 1 : x)),
      ),
    /digest does not match/,
  ],
  ['holds text', () => writeFileSync(file, 'no tensors here'), /is damaged/],
  ['is empty', () => writeFileSync(file, ''), /is damaged/],
  ['holds no actor', () => write({ critic: actor }), /no actor/],
  ['holds no λ', () => write({ actor }, null), /identity\.agent\.lambda/],
])('names the file when a checkpoint %s', (_, damage, fault) => {
  damage();
  expect(() => loadTrainedAgent(folder)).toThrow(fault);
  expect(() => loadTrainedAgent(folder)).toThrow(file);
});
