import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agents, createAgent } from '../../src/agents/index.js';
import { type RunRecord, readRecords, type TrainOptions, taskPreset, train } from '../../src/training/index.js';

const preset = taskPreset('gantry-peg', 'smoke');
const options = (over: Partial<TrainOptions> = {}): TrainOptions => ({
  task: 'gantry-peg',
  agent: createAgent('dawn', preset.knobs),
  schedule: preset.schedule,
  seed: 3,
  ...over,
});

/** Everything of a record but wall-clock. */
const timeless = (records: readonly RunRecord[]) => records.map((record) => ({ ...record, seconds: undefined }));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-train-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('train', () => {
  it.each(Object.keys(agents))(
    'runs %s from base policy to evaluations, with the same curve for the same seed',
    async (name) => {
      const agent = createAgent(name, preset.knobs);
      const [first, second] = [await train(options({ agent })), await train(options({ agent }))];
      expect(first.status).toBe('completed');
      expect(first.curve.map(({ chunks }) => chunks)).toEqual([0, 160, 320]);
      expect(first.curve.at(-1)?.updates).toBe(320 - agent.warmup.chunks);
      expect(timeless(first.curve)).toEqual(timeless(second.curve));
      expect(second.actor).toEqual(first.actor);
    },
  );

  it('continues an interrupted run bitwise', async () => {
    const whole = join(directory, 'whole');
    const cut = join(directory, 'cut');
    const reference = await train(options({ directory: whole }));
    for (const stopAt of [48, 200, 304]) {
      const controller = new AbortController();
      const part = await train(
        options({
          directory: cut,
          signal: controller.signal,
          onProgress: ({ done }) => done >= stopAt && controller.abort(),
        }),
      );
      expect(part.status).toBe('interrupted');
    }
    const resumed = await train(options({ directory: cut }));
    expect(resumed.actor).toEqual(reference.actor);
    const records = [whole, cut].map((d) => timeless(readRecords(join(d, 'metrics.jsonl'))));
    expect(records[1]).toEqual(records[0]);
  });

  it('refuses a damaged checkpoint and one of another run, and leaves both as they are', async () => {
    await train(options({ directory }));
    const file = join(directory, 'checkpoint.safetensors');
    const bytes = readFileSync(file);
    await expect(train(options({ directory, seed: 4 }))).rejects.toThrow(/belongs to another run/);
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length - 100] ^= 1;
    writeFileSync(file, damaged);
    await expect(train(options({ directory }))).rejects.toThrow(/digest does not match/);
    expect(readFileSync(file)).toEqual(Buffer.from(damaged));
    expect(readRecords(join(directory, 'metrics.jsonl')).at(-1)?.kind).toBe('end');
  });

  it('reports divergence, keeping what was recorded', async () => {
    const agent = createAgent('vanilla', { ...preset.knobs, criticLearningRate: 1e30 });
    const result = await train(options({ agent, directory }));
    expect(result.status).toBe('diverged');
    const end = readRecords(join(directory, 'metrics.jsonl')).at(-1);
    expect(end).toMatchObject({
      kind: 'end',
      status: 'diverged',
      message: expect.stringMatching(/became (NaN|-?Infinity)/),
    });
  });

  it('names what is wrong with a schedule', async () => {
    const schedule = { ...preset.schedule, evaluateEvery: 100 };
    await expect(train(options({ schedule }))).rejects.toThrow(
      'evaluateEvery is 100; it must be a multiple of slots, 8',
    );
  });
});
