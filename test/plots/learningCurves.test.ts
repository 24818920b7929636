import { describe, expect, it } from 'vitest';
import { learningCurves } from '../../src/plots/index.js';
import { pointwiseBand, wilson } from '../../src/statistics/index.js';
import { marksOf, runOf, type Trace, tracesOf } from './rows.js';

const points = [
  ...runOf('dawn', 1, [0.4, 0.1, 0.9]),
  ...runOf('dawn', 2, [0.4, 0.3, 1]),
  ...runOf('dawn', 3, [0.4, 0.2, 0.8]),
  ...runOf('vanilla', 1, [0.4, 0, 0]),
];
const named = (traces: Trace[], name: string) => traces.find((trace) => trace.name === name)!;

describe('learningCurves', () => {
  it('draws each run thin, the mean thick, and the band of the statistics', () => {
    const traces = tracesOf(learningCurves(points));
    expect(named(traces, 'DAWN, seed 2')).toMatchObject({ x: [0, 1000, 2000], y: [0.4, 0.3, 1], line: { width: 1 } });
    const { estimate, low, high } = pointwiseBand({
      times: [0, 1000, 2000],
      values: [
        [0.4, 0.1, 0.9],
        [0.4, 0.3, 1],
        [0.4, 0.2, 0.8],
      ],
    });
    expect(named(traces, 'DAWN').y).toEqual(estimate);
    const upper = traces.findIndex(({ fill }) => fill === 'tonexty');
    expect(traces[upper].y).toEqual(high.map((value) => Math.min(1, value)));
    expect(traces[upper - 1].y).toEqual(low.map((value) => Math.max(0, value)));
    expect(high[2]).toBeGreaterThan(1);
  });

  it('draws one run as one line without a band', () => {
    const traces = tracesOf(learningCurves(runOf('vanilla', 1, [0.4, 0, 0])));
    expect(traces.map(({ name }) => name)).toEqual(['Vanilla residual']);
  });

  it.each([
    ['chunks', [0, 1000, 2000], 'chunk transitions'],
    ['primitiveSteps', [0, 4000, 8000], 'primitive environment steps'],
    ['updates', [0, 500, 1000], 'gradient updates'],
    ['seconds', [0, 11, 21], 'wall-clock time (s)'],
  ] as const)('counts %s when asked, and says so', (axis, x, title) => {
    const figure = learningCurves(runOf('dawn', 1, [0.4, 0.1, 0.9]), { axis });
    expect(named(tracesOf(figure), 'DAWN').x).toEqual(x);
    expect(figure.layout.xaxis).toMatchObject({ title: { text: title } });
  });

  it('draws runs evaluated at different times as steps, up to where the shortest ends', () => {
    const mean = named(tracesOf(learningCurves(points, { axis: 'seconds' })), 'DAWN');
    expect(mean.line?.shape).toBe('hv');
    expect(mean.x).toEqual([0, 11, 12, 13, 21]);
  });

  it('draws the last of several evaluations before the first update', () => {
    const anchored = runOf('dawn', 1, [0.4, 0.1, 0.9]).map((point, i) => ({ ...point, updates: [0, 0, 500][i] }));
    const later = { ...anchored[2], chunks: 9000 };
    const [line] = tracesOf(learningCurves(anchored, { axis: 'updates' }));
    expect(line).toMatchObject({ x: [0, 500], y: [0.1, 0.9] });
    expect(() => learningCurves([...anchored, later], { axis: 'updates' })).toThrow(/500 is followed by 500/);
  });

  it('sorts evaluations that come in any order', () => {
    expect(tracesOf(learningCurves([...points].reverse(), {})).find(({ name }) => name === 'DAWN')?.x).toEqual([
      0, 1000, 2000,
    ]);
  });

  it('draws the base policy across with its Wilson interval', () => {
    const figure = learningCurves(points, { base: { successes: 38, episodes: 100 } });
    const [strip, line] = marksOf(figure, 'shapes');
    const { low, high } = wilson(38, 100);
    expect(strip).toMatchObject({ y0: low, y1: high });
    expect(line).toMatchObject({ type: 'line', y0: 0.38, y1: 0.38 });
    expect(marksOf(figure, 'annotations').map(({ text }) => text)).toContain('Base policy 38 %');
  });

  it('keeps labels apart, inside the plot, in the order of their lines', () => {
    const crowded = ['a', 'b', 'c', 'd', 'e'].flatMap((agent, i) => runOf(agent, 1, [0, 0.99 + 0.001 * i]));
    const heights = marksOf(learningCurves(crowded), 'annotations').map(({ y }) => y!);
    const gap = (1.04 * 17) / (420 - 20 - 52);
    for (let i = 1; i < heights.length; i++) expect(heights[i] - heights[i - 1]).toBeGreaterThanOrEqual(gap - 1e-12);
    expect(Math.max(...heights)).toBeLessThanOrEqual(1.02);
  });

  it('always shows the whole of 0 to 100 %', () => {
    expect(learningCurves(runOf('dawn', 1, [0.9, 0.91])).layout.yaxis).toMatchObject({ range: [-0.02, 1.02] });
  });

  it('is empty axes before the first evaluation', () => {
    expect(learningCurves([]).data).toEqual([]);
  });

  it('refuses per cent and NaN', () => {
    expect(() => learningCurves(runOf('dawn', 1, [40, 90]))).toThrow(/success 40 .*not per cent/);
    expect(() => learningCurves(runOf('dawn', 1, [Number.NaN]))).toThrow(/success NaN/);
    expect(() => learningCurves([{ ...points[0], seconds: Infinity }])).toThrow(/finite/);
  });
});
