import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { type ArrayTree, flattenTree } from '../../src/arrays/index.js';
import { playEpisodes } from '../../src/notebook/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { evaluateTrained, loadTrainedAgent, readRecords, type TrainOptions, train } from '../../src/training/index.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-visual-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Twelve joint numbers and the bytes of a picture; four primitive actions. */
const DIMS = { featureDim: 12 + 64 * 64 * 3, chunkDim: 24, picture: [64, 64, 3] };

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

  /** Trains once at a stretch and once in two parts, which must come to the same; returns the actor. */
  async function trainTwice(over: Partial<TrainOptions>, stopAt: number): Promise<ArrayTree> {
    const [whole, cut] = ['whole', 'cut'].map((name) => join(directory, name));
    const reference = await train(options({ ...over, directory: whole }));
    expect(reference.status).toBe('completed');
    const controller = new AbortController();
    const onProgress: TrainOptions['onProgress'] = ({ done }) => done >= stopAt && controller.abort();
    const part = await train(options({ ...over, directory: cut, signal: controller.signal, onProgress }));
    expect(part.status).toBe('interrupted');
    expect((await train(options({ ...over, directory: cut }))).actor).toEqual(reference.actor);
    const timeless = (at: string) =>
      readRecords(join(at, 'metrics.jsonl')).map((record) => ({ ...record, seconds: undefined }));
    expect(timeless(cut)).toEqual(timeless(whole));
    return reference.actor;
  }

  /** Whoever was trained last, watched: the episodes are those of the evaluation, and its numbers the task's own. */
  async function watched(): Promise<void> {
    const trained = loadTrainedAgent(join(directory, 'whole'));
    const protocol = { residual: 'deterministic', episodes: 2, firstSeed: 2_000_000, success: 'once' } as const;
    const { succeeded, primitiveSteps } = await evaluateTrained(trained, protocol);
    const episodes = await playEpisodes('gantry-peg-rgb', [2_000_000, 2_000_001], { trained });
    expect(episodes.map(({ success }) => Number(success))).toEqual(succeeded);
    expect(episodes.reduce((sum, { observations }) => sum + observations.length - 1, 0)).toBe(primitiveSteps);
    expect(episodes[0].observations[0]).toHaveLength(12);
  }

  it('trains on the frozen encoder of its base policy, and continues bitwise after a stop', async () => {
    // Twelve joint numbers and two for each of 32 channels, in the first layer.
    expect(JSON.stringify(await trainTwice({}, 96))).toContain('"shape":[76,32]');
    await watched();
  });

  it('trains a CNN of its own on the pictures, and continues bitwise after a stop', async () => {
    const small = { ...schedule, totalChunks: 112, evaluateEvery: 112, checkpointEvery: 112, batchSize: 16 };
    const agent = createAgent('dawn', { ...knobs, encoder: 'cnn' });
    const over = { agent, schedule: { ...small, replayCapacity: 112 } };
    const { encoder, rule } = (await trainTwice(over, 96)) as Record<string, ArrayTree>;
    expect(JSON.stringify(rule)).toContain('"shape":[76,32]');
    const { encoder: before } = agent.algorithm.init(2, DIMS, agent.settings) as Record<string, ArrayTree>;
    for (const [path, { data }] of flattenTree(before)) {
      const after = new Map(flattenTree(encoder)).get(path)!;
      expect([...after.data].some((w, i) => w !== data[i])).toBe(true);
    }
    await watched();
  });

  it('refuses a CNN where there is nothing to see', async () => {
    const agent = createAgent('dawn', { ...knobs, encoder: 'cnn' });
    await expect(train({ task: 'gantry-peg', baseKind: 'cloning', agent, schedule, seed: 1 })).rejects.toThrow(
      'learns to see pictures, uint8 [64,64,3], and gantry-peg shows none',
    );
  });
});
