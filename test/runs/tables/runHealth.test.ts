import { describe, expect, it } from 'vitest';
import {
  formatSeeds,
  healthCounts,
  healthNotes,
  type RecordedRun,
  runHealth,
  runOfRecords,
} from '../../../src/runs/index.js';
import { shortRun } from '../records.js';

/** Evaluated to 320 of 320 chunks, γ = 0.97: returns lie in [−33.33, 0], a tenth of that is let through. */
function run(status: string, q: readonly (number | null)[], over: { seed?: number; totalChunks?: number } = {}) {
  const recorded = runOfRecords(shortRun('dawn', over.seed ?? 1, 'completed'));
  const start = { ...recorded.start, schedule: { totalChunks: over.totalChunks ?? 320 }, settings: { discount: 0.97 } };
  return { ...recorded, status, start, training: { ...recorded.training, q } } satisfies RecordedRun;
}

describe('runHealth', () => {
  it('tells runs that completed from those that stopped, diverged or crashed', () => {
    expect(runHealth(run('completed', [null, -9]))).toMatchObject({ state: 'completed', chunks: 320, budget: 320 });
    expect(runHealth(run('diverged', [-9]))).toMatchObject({ state: 'diverged' });
    expect(runHealth(run('failed', [-9]))).toMatchObject({ state: 'crashed' });
    expect(runHealth(run('unfinished', [-9])).state).toBe('unfinished');
    expect(runHealth(run('interrupted', [-9])).state).toBe('unfinished');
  });

  it('believes the curve more than the last word', () => {
    expect(runHealth(run('completed', [-9], { totalChunks: 640 }))).toMatchObject({
      state: 'unfinished',
      chunks: 320,
      budget: 640,
    });
  });

  it('reads the range of returns from the rewards that the run had', () => {
    const sparse = run('completed', [50]);
    const dense = { ...sparse, start: { ...sparse.start, reward: { low: 0, high: 2 } } };
    expect(runHealth(sparse).state).toBe('value beyond returns');
    expect(runHealth(dense)).toMatchObject({ state: 'completed', returns: [0, expect.closeTo(200 / 3, 10)] });
  });

  it('marks a mean Q that ends beyond what returns can be', () => {
    const stateOf = (q: readonly (number | null)[]) => runHealth(run('completed', q)).state;
    expect(runHealth(run('completed', [343])).returns?.[0]).toBeCloseTo(-100 / 3, 10);
    expect(stateOf([30, -9.8])).toBe('completed');
    expect([stateOf([3.3]), stateOf([3.4])]).toEqual(['completed', 'value beyond returns']);
    expect([stateOf([-36.6]), stateOf([-36.7])]).toEqual(['completed', 'value beyond returns']);
    expect(stateOf([64, null])).toBe('value beyond returns');
    expect(stateOf([null])).toBe('completed');
    expect(runHealth(run('diverged', [-1500]))).toMatchObject({ state: 'diverged', isValueBeyond: true, value: -1500 });
  });

  it('makes no claim on values where no discount was noted', () => {
    const { start, ...rest } = run('completed', [343]);
    expect(runHealth({ ...rest, start: { ...start, settings: {} } })).toMatchObject({
      state: 'completed',
      returns: undefined,
    });
  });
});

describe('health in words', () => {
  const runs = [
    run('completed', [-9], { seed: 1 }),
    run('diverged', [-9], { seed: 2, totalChunks: 12_000 }),
    run('completed', [343], { seed: 3 }),
    run('completed', [64], { seed: 4 }),
  ];

  it('names the seeds, how far they came and where their critics ended', () => {
    expect(healthNotes(runs)).toEqual([
      'seed 2 diverged after 320 of 12,000 chunks',
      'seeds 3–4 end with a mean Q of 64 … 343; returns lie in [−33.3, 0]',
    ]);
    expect(healthNotes([run('completed', [-1500], { seed: 5 })])).toEqual([
      'seed 5 ends with a mean Q of −1500; returns lie in [−33.3, 0]',
    ]);
    expect(healthNotes(runs.slice(0, 1))).toEqual([]);
  });

  it('counts them for labels', () => {
    expect(healthCounts(runs)).toBe('1 diverged, 2 with Q beyond returns');
    expect(healthCounts(runs.slice(0, 1))).toBe('');
  });

  it('writes seeds as stretches', () => {
    expect(formatSeeds([9, 1, 3, 2, 4])).toBe('1–4, 9');
  });
});
