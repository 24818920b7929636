import { describe, expect, it } from 'vitest';
import {
  afterWarmup,
  areaAfterWarmup,
  areaUnderCurve,
  executedCurve,
  executedSuccess,
  heldOutGain,
  heldOutOutcomes,
  heldOutSuccess,
  keptPolicy,
  mendedAndBroken,
  type RecordedRun,
  runOfRecords,
  successCurve,
} from '../../../src/runs/index.js';
import { mcnemar } from '../../../src/statistics/index.js';
import { shortRun } from '../records.js';

const hand = (over: Partial<RecordedRun> = {}): RecordedRun => ({
  ...runOfRecords(shortRun('dawn', 1, 'completed')),
  ...over,
});
const residual = { size: 0.5, saturated: 0.25 };
const scored = (mean: string, firstSeed = 7) =>
  hand({ heldOut: { firstSeed, base: '110000', mean, sampled: '100000', residual } });

describe('the score on held-out episodes', () => {
  it('tells base, mean and sampled residual apart, and pairs them', () => {
    const run = scored('011111');
    expect(heldOutOutcomes(run)).toEqual([0, 1, 1, 1, 1, 1]);
    expect([heldOutSuccess(run), heldOutSuccess(run, 'sampled'), heldOutSuccess(run, 'base')]).toEqual([
      5 / 6,
      1 / 6,
      1 / 3,
    ]);
    expect(mendedAndBroken(run)).toEqual({
      mended: 4,
      broken: 1,
      pValue: mcnemar([1, 0, 0, 0, 0], [0, 1, 1, 1, 1]).pValue,
    });
    expect(mendedAndBroken(run, 'sampled')).toMatchObject({ mended: 0, broken: 1, pValue: 1 });
  });

  it('is a gain with an interval over runs and episodes', () => {
    const { estimate, low, high, method } = heldOutGain([scored('111111'), scored('110000')]);
    expect(estimate).toBeCloseTo(1 / 3, 12);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(estimate);
    expect(method).toMatch(/runs × episodes/);
  });

  it('keeps the untouched base policy where the curve ended below it', () => {
    expect(keptPolicy(hand())).toBe('mean');
    expect(keptPolicy(hand({ base: { success: 0.95, episodes: 200 } }))).toBe('base');
  });

  it('refuses runs that were not scored, or on other episodes', () => {
    expect(() => heldOutSuccess(hand())).toThrow(/dawn, seed 1, was not scored on held-out episodes/);
    expect(() => heldOutGain([scored('111111'), scored('111111', 8)])).toThrow(/begin at episodes 7 and 8/);
  });
});

describe('success of executed episodes', () => {
  it('is a curve over any axis, with a point at the end of each interval', () => {
    expect(executedCurve(hand())).toEqual({ times: [160, 320], values: [0.333333, 0.8] });
    expect(executedCurve(hand(), 'updates')).toEqual({ times: [0, 160], values: [0.333333, 0.8] });
    const { training } = hand();
    const idle = hand({ training: { ...training, successRate: [null, 0.8], episodes: [0, 5] } });
    expect(executedCurve(idle)).toEqual({ times: [320], values: [0.8] });
  });

  it('weighs intervals by the episodes that ended in them', () => {
    expect(executedSuccess(0, 320)(hand())).toBeCloseTo((6 * 0.333333 + 5 * 0.8) / 11, 12);
    expect(executedSuccess(160, 320)(hand())).toBe(0.8);
    expect(() => executedSuccess(320, 640)(hand())).toThrow(/no episode of dawn, seed 1, ended in \(320, 640\]/);
  });

  it('is refused of tables that do not hold how many there were', () => {
    const { episodes: _, ...older } = hand().training;
    expect(() => executedCurve(hand({ training: older }))).toThrow(/recorded before tables held/);
  });
});

describe('a run after its warmup', () => {
  const withWarmup = (warmupChunks?: number) => {
    const { start } = hand();
    return hand({ start: { ...start, schedule: { totalChunks: 320 }, settings: { warmupChunks } } });
  };

  it('begins at the end of the warmup, with what the agent was until then', () => {
    const run = afterWarmup(withWarmup(160));
    expect(successCurve(run)).toEqual({ times: [0, 160], values: [0.1, 0.9] });
    expect(run.curve.primitiveSteps).toEqual([0, 640]);
    expect(run.training).toMatchObject({ chunks: [160], successRate: [0.8], episodes: [5] });
    expect(areaUnderCurve(run)).toBeCloseTo(areaAfterWarmup(withWarmup(160)), 12);
  });

  it('begins between two evaluations where the warmup ended there', () => {
    const { curve, training } = afterWarmup(withWarmup(40));
    expect(curve).toMatchObject({ chunks: [0, 120, 280], success: [0.4, 0.1, 0.9], updates: [0, 0, 160] });
    expect(curve.primitiveSteps).toEqual([0, 640 - 160, 1280 - 160]);
    expect(training.chunks).toEqual([120, 280]);
  });

  it('is itself without a warmup, and refused where its length is not known or nothing follows', () => {
    expect(afterWarmup(withWarmup(0))).toEqual(withWarmup(0));
    expect(() => afterWarmup(withWarmup())).toThrow(/have no warmupChunks/);
    expect(() => afterWarmup(withWarmup(320))).toThrow(/no evaluation after its 320 chunks/);
  });
});
