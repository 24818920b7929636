/** Updates and training on XLA. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { readRecords, type TrainOptions, train } from '../../src/training/index.js';
import { differenceFromOnnx } from '../contracts/besideOnnx.js';
import { missingXla } from './installed.js';

const UPDATES = 300;
const TOLERANCE = 1e-4;

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const options = (over: Partial<TrainOptions>): TrainOptions => ({
  task: 'gantry-peg',
  agent: createAgent('dawn', knobs),
  schedule,
  seed: 3,
  engine: 'xla',
  ...over,
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-xla-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe.skipIf(missingXla())('on XLA', () => {
  it(`training has ONNX Runtime's losses within ${TOLERANCE}, over ${UPDATES} updates`, async () => {
    expect(await differenceFromOnnx('xla', UPDATES)).toBeLessThan(TOLERANCE);
  });

  it('training gives the same bits again, and those that it gives when it is interrupted and resumed', async () => {
    const [whole, cut] = [join(directory, 'whole'), join(directory, 'cut')];
    const reference = await train(options({ directory: whole }));
    const controller = new AbortController();
    const onProgress: TrainOptions['onProgress'] = ({ done }) => done >= 200 && controller.abort();
    const part = await train(options({ directory: cut, signal: controller.signal, onProgress }));
    expect(part.status).toBe('interrupted');
    const resumed = await train(options({ directory: cut }));
    expect(resumed.actor).toEqual(reference.actor);
    const records = [whole, cut].map((folder) =>
      readRecords(join(folder, 'metrics.jsonl')).map((record) => ({ ...record, seconds: undefined })),
    );
    expect(records[1]).toEqual(records[0]);
  });
});
