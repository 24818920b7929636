import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { readRecords, type TrainOptions, train } from '../../src/training/index.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-visual-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('gantry-peg-rgb', () => {
  const { knobs, schedule } = taskPreset('gantry-peg-rgb', 'smoke', {
    totalChunks: 160,
    warmupChunks: 80,
    evaluateEvery: 80,
    checkpointEvery: 80,
    evaluationEpisodes: 2,
    finalEpisodes: 2,
  });
  const options = (over: Partial<TrainOptions> = {}): TrainOptions => ({
    task: 'gantry-peg-rgb',
    baseKind: 'visual',
    agent: createAgent('dawn', knobs),
    schedule,
    seed: 2,
    ...over,
  });

  it('trains on the frozen encoder of its base policy, and continues bitwise after a stop', async () => {
    const [whole, cut] = ['whole', 'cut'].map((name) => join(directory, name));
    const reference = await train(options({ directory: whole }));
    expect(reference.status).toBe('completed');
    // Twelve joint numbers and two for each of 32 channels, in the first layer.
    expect(JSON.stringify(reference.actor)).toContain('"shape":[76,32]');
    const controller = new AbortController();
    const onProgress: TrainOptions['onProgress'] = ({ done }) => done >= 96 && controller.abort();
    const part = await train(options({ directory: cut, signal: controller.signal, onProgress }));
    expect(part.status).toBe('interrupted');
    expect((await train(options({ directory: cut }))).actor).toEqual(reference.actor);
    const timeless = (at: string) =>
      readRecords(join(at, 'metrics.jsonl')).map((record) => ({ ...record, seconds: undefined }));
    expect(timeless(cut)).toEqual(timeless(whole));
  });
});
