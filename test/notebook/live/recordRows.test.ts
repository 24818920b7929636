import { expect, it } from 'vitest';
import { baseResult, curvePoints, metricPoints } from '../../../src/notebook/live/recordRows.js';
import type { RunRecord } from '../../../src/training/index.js';

it('records become rows under the names of the figures', () => {
  const counters = { chunks: 8, primitiveSteps: 30, updates: 4 };
  const protocol = { residual: 'none', episodes: 50, firstSeed: 0, success: 'once' } as const;
  const records: RunRecord[] = [
    { kind: 'evaluation', policy: 'base', ...counters, success: 0.42, protocol, seconds: 1 },
    {
      kind: 'training',
      ...counters,
      episodes: 3,
      successRate: 0,
      metrics: { q: -2, target: -3, alpha: 0.1, logPi: 7 },
    },
    { kind: 'evaluation', policy: 'agent', ...counters, success: 0.5, protocol, seconds: 2 },
  ];
  const point = { agent: 'mine', seed: 3, ...counters, seconds: 2, success: 0.5, episodes: 50 };
  expect(curvePoints('mine', 3, records)).toEqual([point]);
  expect(baseResult(records)).toEqual({ successes: 21, episodes: 50 });
  const metrics = { q: -2, target: -3, alpha: 0.1, logPi: 7 };
  expect(metricPoints(records)).toEqual([{ ...counters, seconds: Number.NaN, metrics }]);
  expect(baseResult([])).toBeUndefined();
});
