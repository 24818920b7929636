import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agents, createAgent } from '../../src/agents/index.js';
import { EVALUATION_SEED } from '../../src/rollouts/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import {
  evaluateTrained,
  loadTrainedAgent,
  type RunRecord,
  readRecords,
  type TrainOptions,
  type TrainResult,
  train,
} from '../../src/training/index.js';

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

  it.each(['dawn', 'resfit'])(
    'continues an interrupted run of %s bitwise, and acts as it when it is read back',
    async (name) => {
      const agent = createAgent(name, preset.knobs);
      const whole = join(directory, 'whole');
      const cut = join(directory, 'cut');
      const reference = await train(options({ agent, directory: whole }));
      for (const stopAt of [48, 200, 304]) {
        const controller = new AbortController();
        const part = await train(
          options({
            agent,
            directory: cut,
            signal: controller.signal,
            onProgress: ({ done }) => done >= stopAt && controller.abort(),
          }),
        );
        expect(part.status).toBe('interrupted');
      }
      const resumed = await train(options({ agent, directory: cut }));
      expect(resumed.actor).toEqual(reference.actor);
      const records = [whole, cut].map((d) => timeless(readRecords(join(d, 'metrics.jsonl'))));
      expect(records[1]).toEqual(records[0]);
      const protocol = { residual: 'deterministic', firstSeed: EVALUATION_SEED, success: 'once' } as const;
      const again = await evaluateTrained(loadTrainedAgent(cut), {
        ...protocol,
        episodes: preset.schedule.finalEpisodes,
      });
      expect(again.success).toBe(resumed.finalSuccess);
    },
  );

  it('refuses a checkpoint of another run, and leaves it as it is', async () => {
    await train(options({ directory }));
    const bytes = readFileSync(join(directory, 'checkpoint.safetensors'));
    await expect(train(options({ directory, seed: 4 }))).rejects.toThrow(/belongs to another run/);
    expect(readFileSync(join(directory, 'checkpoint.safetensors'))).toEqual(bytes);
    expect(readRecords(join(directory, 'metrics.jsonl')).at(-1)?.kind).toBe('end');
  });

  describe('after damage', () => {
    const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
      'a flipped bit': (bytes) => {
        const flipped = Buffer.from(bytes);
        flipped[flipped.length - 100] ^= 1;
        return flipped;
      },
      'a flipped digit in the header': (bytes) => {
        const flipped = Buffer.from(bytes);
        flipped[flipped.indexOf('"seed')] ^= 1;
        return flipped;
      },
      truncation: (bytes) => bytes.subarray(0, bytes.length / 2),
      emptiness: () => Buffer.alloc(0),
    };

    const whole = mkdtempSync(join(tmpdir(), 'dawnlab-whole-'));
    let reference: TrainResult;
    beforeAll(async () => {
      reference = await train(options({ directory: whole }));
    });
    afterAll(() => rmSync(whole, { recursive: true, force: true }));
    beforeEach(() => cpSync(whole, directory, { recursive: true }));

    async function trainAgain(): Promise<{ result: TrainResult; notices: string[] }> {
      const notices: string[] = [];
      const result = await train(options({ directory, onNotice: (notice) => notices.push(notice) }));
      return { result, notices };
    }

    it.each(Object.keys(damages))('of a checkpoint by %s goes on from the one before, bitwise', async (name) => {
      const file = join(directory, 'checkpoint.safetensors');
      const damaged = damages[name](readFileSync(file));
      writeFileSync(file, damaged);
      const { result, notices } = await trainAgain();
      expect(notices).toEqual([
        expect.stringMatching(/checkpoint\.safetensors is damaged .* set aside as .*damaged-1/),
      ]);
      expect(readFileSync(`${file}.damaged-1`)).toEqual(damaged);
      expect(result.actor).toEqual(reference.actor);
      const [again, before] = [directory, whole].map((d) => timeless(readRecords(join(d, 'metrics.jsonl'))));
      expect(again).toEqual(before);
    });

    it('of the metrics restores them from the checkpoint', async () => {
      const file = join(directory, 'metrics.jsonl');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('"kind":"evaluation"', '"kind":"evaluatiom"'));
      const { notices } = await trainAgain();
      expect(notices).toEqual([expect.stringMatching(/was restored from that\. It is set aside as .*damaged-1/)]);
      const linesOf = (lines: string) => lines.trimEnd().split('\n').slice(0, -1);
      expect(linesOf(readFileSync(file, 'utf8'))).toEqual(linesOf(text));
    });
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
