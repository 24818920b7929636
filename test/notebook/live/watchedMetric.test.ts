import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type WatchedRun,
  watchedFigure,
  watchedMetrics,
  watchedProbes,
} from '../../../src/notebook/live/watchedMetric.js';
import { taskPreset } from '../../../src/tasks/index.js';
import { probes as library } from '../../../src/training/index.js';

/** A run with an explicit warmup at 80 chunks. */
const probes = [
  { chunks: 0, updates: 0, values: { baseQ: -0.1 } },
  { chunks: 80, updates: 0, values: { baseQ: -0.2 } },
  { chunks: 80, updates: 20, values: { baseQ: -3 } },
  { chunks: 160, updates: 100, values: { baseQ: -5 } },
].map((probe) => ({ kind: 'probe', primitiveSteps: 0, ...probe }));
const run = { agent: 'mine', parts: { seed: 1, schedule: { totalChunks: 200 } }, records: probes };
const runs = [run] as unknown as WatchedRun[];
const metric = { y: 'baseQ', quantity: 'Q' };

const lineOf = (figure: { data: readonly object[] }) => {
  const { x, y } = figure.data.at(-1) as { x: number[]; y: number[] };
  return { x, y };
};

describe('a watched metric', () => {
  it('is drawn over the budget of chunks, the last probe of a moment counting', () => {
    const figure = watchedFigure(runs, metric);
    expect(lineOf(figure)).toEqual({ x: [0, 80, 160], y: [-0.1, -3, -5] });
    expect((figure.layout.xaxis as { range: number[] }).range[1]).toBeCloseTo(203, 9);
  });

  it('is drawn against updates where it is asked for, so that an explicit warmup has room', () => {
    const figure = watchedFigure(runs, { ...metric, x: 'updates' });
    expect(lineOf(figure)).toEqual({ x: [0, 20, 100], y: [-0.2, -3, -5] });
    expect((figure.layout.xaxis as { range: number[] }).range[1]).toBeLessThan(110);
  });

  it('is empty before the first probe', () => {
    expect(watchedFigure([{ ...runs[0], records: [] }], metric).data).toEqual([]);
  });
});

describe('a probe by reference', () => {
  const mine = `${fileURLToPath(new URL('../../parts/own/mine.ts', import.meta.url))}#probe`;
  const { schedule } = taskPreset('gantry-peg', 'smoke', { probeEpisodes: 1 });

  it('is measured beside all of the library’s, or beside those that are named', async () => {
    expect(await watchedProbes([mine], undefined)).toEqual([...library.map(({ name }) => name), mine]);
    expect(await watchedProbes([mine], ['rank'])).toEqual(['rank', mine]);
    expect(await watchedProbes([mine], [mine])).toEqual([mine]);
  });

  it('is drawn with all its values, and each of them by its name', async () => {
    const figure = { y: 'highestQ', quantity: 'highest Q' };
    expect(await watchedMetrics([mine, 'highestQ'], schedule, [mine])).toEqual([figure, figure]);
    await expect(watchedMetrics([mine, 'highstQ'], schedule, [mine])).rejects.toThrow("Did you mean 'highestQ'");
  });
});
