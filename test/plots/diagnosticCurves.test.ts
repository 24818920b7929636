import { describe, expect, it } from 'vitest';
import { diagnosticCurves } from '../../src/plots/index.js';
import { plotScale, scaledAxis } from '../../src/plots/plotScale.js';
import { marksOf, type Trace, tracesOf } from './rows.js';

const run = (agent: string, seed: number, q: readonly number[]) =>
  q.map((value, i) => ({ agent, seed, updates: 100 * i, q: value, low: value - 1, high: value + 2 }));
const rows = [
  ...run('dawn', 1, [1, 2, 4]),
  ...run('dawn', 2, [1, 3, 9]),
  ...run('dawn', 3, [1, 7, 5]),
  ...run('vanilla', 1, [1, 10, 1000]),
];
const named = (traces: Trace[], name: string) => traces.find((trace) => trace.name === name)!;

describe('diagnosticCurves', () => {
  it('draws each run thin and the median thick, by any of its columns', () => {
    const figure = diagnosticCurves(rows, { x: 'updates', y: 'q', quantity: 'Q' });
    const traces = tracesOf(figure);
    expect(named(traces, 'DAWN')).toMatchObject({ x: [0, 100, 200], y: [1, 3, 5], line: { width: 2.5 } });
    expect(named(traces, 'DAWN, seed 2')).toMatchObject({ y: [1, 3, 9], line: { width: 1 } });
    expect(traces).toHaveLength(5);
    expect(figure.layout.xaxis).toMatchObject({
      title: { text: 'gradient updates' },
      range: [0, expect.closeTo(203, 9)],
    });
    const mean = diagnosticCurves(rows, { x: 'updates', y: 'q', quantity: 'Q', statistic: 'mean', seeds: false });
    expect(tracesOf(mean).map(({ y }) => y)).toEqual([
      [1, 4, 6],
      [1, 10, 1000],
    ]);
  });

  it('draws the band of the bounds: under the line, or with edges where there is none', () => {
    const columns = { x: 'updates', low: 'low', high: 'high', quantity: 'Q' } as const;
    const own = rows.filter(({ agent }) => agent === 'dawn');
    const [lower, upper] = tracesOf(diagnosticCurves(own, columns));
    expect(lower).toMatchObject({ y: [0, 2, 4], line: { width: 2 } });
    expect(upper).toMatchObject({ y: [3, 5, 7], fill: 'tonexty' });
    expect(tracesOf(diagnosticCurves(own, { ...columns, y: 'q' }))[0].line?.width).toBe(0);
    expect(marksOf(diagnosticCurves(own, columns), 'annotations')[0]).toMatchObject({ y: 5.5, text: 'DAWN (n = 3)' });
  });

  it('places labels by logarithms on a logarithmic axis, the reference among them', () => {
    const references = [{ value: 100, label: '1/(1 − γ)' }];
    const figure = diagnosticCurves(rows, { x: 'updates', y: 'q', quantity: 'Q', logarithmic: true, references });
    const labels = marksOf(figure, 'annotations');
    expect(labels.map(({ text }) => text)).toEqual(['DAWN (n = 3)', 'Vanilla residual', '1/(1 − γ)']);
    expect(labels[0].y).toBeCloseTo(Math.log10(5), 12);
    expect(labels[2].y).toBeCloseTo(2, 12);
    expect(tracesOf(figure)[0]).toMatchObject({
      x: [0, expect.closeTo(203, 9)],
      y: [100, 100],
      line: { dash: 'dash' },
    });
    const { range } = figure.layout.yaxis as { range: number[] };
    expect(range[0]).toBeCloseTo(-0.18, 12);
    expect(range[1]).toBeCloseTo(3.18, 12);
  });

  it('leaves out what was not measured', () => {
    const gaps: { agent: string; seed: number; updates: number; q?: number }[] = [
      ...run('dawn', 1, [1, Number.NaN, 3]),
      { agent: 'dawn', seed: 1, updates: 300 },
    ];
    const figure = diagnosticCurves(gaps, { x: 'updates', y: 'q', quantity: 'Q' });
    expect(tracesOf(figure)[0]).toMatchObject({ x: [0, 200], y: [1, 3] });
    expect(diagnosticCurves([] as typeof rows, { x: 'updates', y: 'q', quantity: 'Q' }).data).toEqual([]);
    const none = diagnosticCurves(run('dawn', 1, [Number.NaN]), { x: 'updates', y: 'q', quantity: 'Q' });
    expect(none.data).toEqual([]);
  });

  it('keeps the range asked for, and refuses what it cannot draw', () => {
    const range = [0, 20] as const;
    expect(diagnosticCurves(rows, { x: 'updates', y: 'q', quantity: 'Q', range }).layout.yaxis).toMatchObject({
      range,
    });
    expect(() => diagnosticCurves(rows, { x: 'updates', low: 'low', quantity: 'Q' })).toThrow(/both low and high/);
    expect(() => diagnosticCurves(rows, { x: 'updates', y: 'low', quantity: 'Q', logarithmic: true })).toThrow(
      /cannot show 0/,
    );
  });
});

describe('plotScale', () => {
  it('leaves a margin, and survives one value and none', () => {
    expect(plotScale([0, 100]).range).toEqual([-6, 106]);
    expect(plotScale([5]).range).toEqual([4.5, 5.5]);
    expect(plotScale([Number.NaN]).range).toEqual([0, 1]);
    expect(plotScale([0, 10, 1000], true).range).toEqual([1 - 0.12, 3 + 0.12]);
  });

  it('has few ticks over many decades', () => {
    expect(scaledAxis(plotScale([1e-9, 1e9], true)).dtick).toBe(4);
    expect(scaledAxis(plotScale([1, 4], true)).dtick).toBe('D2');
  });
});
