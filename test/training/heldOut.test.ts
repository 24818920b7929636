import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { EVALUATION_SEED, HELD_OUT_SEED } from '../../src/rollouts/index.js';
import { runOfRecords } from '../../src/runs/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { evaluateTrained, loadTrainedAgent, readRecords, type TrainOptions, train } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke', {
  heldOutEpisodes: 3,
  finalEpisodes: 2,
  evaluationEpisodes: 2,
  warmupChunks: 80,
  totalChunks: 160,
  evaluateEvery: 80,
});
const agent = createAgent('dawn', { ...knobs, initialStandardDeviation: 0.5 });
const options = (over: Partial<TrainOptions> = {}): TrainOptions => {
  return { task: 'gantry-peg', agent, schedule, seed: 3, ...over };
};
const bits = ({ succeeded }: { succeeded: readonly number[] }) => succeeded.join('');

describe('the score on held-out episodes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'dawnlab-heldOut-'));
  const recordsOf = (name: string) => readRecords(join(directory, name, 'metrics.jsonl'));
  const scoreOf = (name: string) => recordsOf(name).filter(({ kind }) => kind === 'heldOut');
  beforeAll(() => train(options({ directory: join(directory, 'whole') })));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is what the trained agent comes to on those episodes, base, mean and samples', async () => {
    const trained = loadTrainedAgent(join(directory, 'whole'));
    const common = { episodes: 3, firstSeed: HELD_OUT_SEED, success: 'once' } as const;
    const [base, mean, sampled] = [
      await evaluateTrained(trained, { ...common, residual: 'none' }, { slots: 2 }),
      await evaluateTrained(trained, { ...common, residual: 'deterministic' }, { slots: 2 }),
      await evaluateTrained(trained, { ...common, residual: 'sampled' }, { slots: 2 }),
    ];
    expect(scoreOf('whole')).toEqual([
      expect.objectContaining({ chunks: 160, base: bits(base), mean: bits(mean), sampled: bits(sampled) }),
    ]);
    expect(mean.steps).not.toEqual(sampled.steps);
    expect(runOfRecords(recordsOf('whole')).heldOut).toMatchObject({ firstSeed: HELD_OUT_SEED, mean: bits(mean) });
  });

  it('leaves the curve on episodes of its own, and adds nothing to it', async () => {
    const { heldOutEpisodes: _, ...without } = schedule;
    await train(options({ directory: join(directory, 'without'), schedule: without }));
    expect(scoreOf('without')).toEqual([]);
    const [scored, plain] = ['whole', 'without'].map((name) => runOfRecords(recordsOf(name)));
    expect({ ...scored.curve, seconds: [] }).toEqual({ ...plain.curve, seconds: [] });
    expect(scored.training).toEqual(plain.training);
    const seeds = recordsOf('whole').flatMap((record) =>
      record.kind === 'evaluation' ? record.protocol.firstSeed : [],
    );
    expect(new Set(seeds)).toEqual(new Set([EVALUATION_SEED]));
  });

  it('is made once, also by a run that is interrupted while it is scored', async () => {
    const controller = new AbortController();
    const cut = join(directory, 'cut');
    const onProgress = ({ done }: { done: number }) => done >= 160 && controller.abort();
    const part = await train(options({ directory: cut, signal: controller.signal, onProgress }));
    expect(part.status).toBe('interrupted');
    await train(options({ directory: cut }));
    expect(scoreOf('cut')).toEqual(scoreOf('whole'));
  });

  it('says how much of its bound the residual used: nothing while the base policy acts alone', () => {
    const used = recordsOf('whole').flatMap((record) => (record.kind === 'training' ? [record.residual?.size] : []));
    expect(used[0]).toBe(0);
    expect(used[1]).toBeGreaterThan(0);
    expect(used[1]).toBeLessThanOrEqual(1);
  });
});
