import { describe, expect, it } from 'vitest';
import { calibrationPlot, heatmapPlot, scatterPlot, scoreProfilePlot, speedupCurve } from '../../src/plots/index.js';
import { marksOf, type Trace, tracesOf } from './rows.js';

const named = (traces: Trace[], name: string) => traces.find((trace) => trace.name === name)!;

describe('speedupCurve', () => {
  const row = (threshold: number, estimate: number, low: number, high: number, agent = 'vanilla') => ({
    agent,
    threshold,
    estimate,
    low,
    high,
    level: 0.95,
    method: 'percentile bootstrap (10)',
    reachedA: true,
    reachedB: estimate < Infinity,
  });
  const rows = [
    row(0.7, 4, 2, Infinity),
    row(0.5, 2, 1, 3),
    row(0.9, Infinity, 3, Infinity),
    row(0.95, Number.NaN, 0, Infinity),
  ];
  const figure = speedupCurve(rows, { agent: 'dawn' });
  const traces = tracesOf(figure);
  const { range, ticktext } = figure.layout.yaxis as { range: number[]; ticktext: string[] };

  it('draws ratios in the order of thresholds, an arrow where one never got there, nothing where neither did', () => {
    expect(named(traces, 'Vanilla residual')).toMatchObject({ x: [0.5, 0.7, 0.9], y: [2, 4, null] });
    const arrows = named(traces, 'Vanilla residual, one never');
    expect(arrows.y.slice(0, 2)).toEqual([null, null]);
    expect(arrows.marker?.symbol?.[2]).toBe('arrow-up');
    expect(Math.log10(arrows.y[2])).toBeCloseTo(range[1], 12);
  });

  it('has 1 as its reference, and a finite band', () => {
    expect(traces[0]).toMatchObject({ y: [1, 1], line: { dash: 'dash' } });
    expect(traces[1].y).toEqual([1, 2, 3]);
    expect(traces[2].y.every(Number.isFinite)).toBe(true);
    expect(ticktext).toEqual(['1/2×', '1×', '2×', '4×']);
    expect(figure.layout.yaxis).toMatchObject({ title: { text: 'times faster is DAWN' } });
  });

  it('keeps the arrows of two rivals apart, and names one that never allows a comparison', () => {
    const both = speedupCurve([...rows, row(0.9, Infinity, 1, Infinity, 'mine')], { agent: 'dawn' });
    const tops = tracesOf(both)
      .filter(({ name }) => name?.endsWith('one never'))
      .map(({ y }) => y[y.length - 1]);
    expect(tops[0] / tops[1]).toBeCloseTo(1.15, 12);
    const neither = speedupCurve([row(0.9, Number.NaN, 0, Infinity)], { agent: 'dawn' });
    expect(marksOf(neither, 'annotations')[0].text?.replaceAll('<br>', ' ')).toBe(
      'than Vanilla residual: neither got there',
    );
    expect(() => speedupCurve([], { agent: 'dawn' })).toThrow(/no rows/);
  });
});

describe('scoreProfilePlot', () => {
  const rows = [0.2, 0.5, 0.5, 1].map((success, seed) => ({ agent: 'dawn', seed, success }));

  it('steps exactly at the scores, within its band', () => {
    const [low, high, profile] = tracesOf(scoreProfilePlot(rows, { resamples: 200 }));
    expect(profile).toMatchObject({ x: [0, 0.2, 0.5, 1], y: [1, 0.75, 0.25, 0], line: { shape: 'hv' } });
    profile.y.forEach((share, i) => {
      expect(low.y[i]).toBeLessThanOrEqual(share);
      expect(high.y[i]).toBeGreaterThanOrEqual(share);
    });
  });

  it('draws runs within their task: one task always 0, the other always 1, leave no doubt', () => {
    const tasks = [0, 1].flatMap((success) =>
      [1, 2, 3].map((seed) => ({ agent: 'dawn', task: `task ${success}`, seed, success })),
    );
    const [low, high] = tracesOf(scoreProfilePlot(tasks, { resamples: 100 }));
    expect([low.y, high.y]).toEqual([
      [0.5, 0],
      [0.5, 0],
    ]);
  });

  it('has a legend for two agents, in their order, and none for one', () => {
    const two = scoreProfilePlot([...rows, { agent: 'vanilla', seed: 1, success: 0 }], { resamples: 10 });
    expect(two.layout).toMatchObject({ showlegend: true, legend: { traceorder: 'normal' }, height: 402 });
    expect(
      tracesOf(two)
        .filter(({ name }) => name)
        .map(({ name }) => name),
    ).toEqual(['DAWN (n = 4)', 'Vanilla residual (n = 1)']);
    expect(scoreProfilePlot(rows, { resamples: 10 }).layout.showlegend).toBe(false);
  });

  it('refuses no rows and per cent', () => {
    expect(() => scoreProfilePlot([])).toThrow(/no rows/);
    expect(() => scoreProfilePlot([{ agent: 'dawn', seed: 1, success: 90 }])).toThrow(/rate in \[0, 1\]/);
  });
});

describe('calibrationPlot', () => {
  const rows = [
    { agent: 'dawn', q: -20, low: -22, high: -18 },
    { agent: 'dawn', q: 0, low: -1, high: -1 },
  ];

  it('draws a bar for each bin between its bounds, and the diagonal over one range', () => {
    const figure = calibrationPlot(rows);
    const [diagonal, bars, ends] = tracesOf(figure);
    expect(bars).toMatchObject({ x: [-20, -20, null, 0, 0, null], y: [-22, -18, null, -1, -1, null] });
    expect(ends).toMatchObject({ x: [-20, -20, 0, 0], y: [-22, -18, -1, -1] });
    expect(diagonal.x).toEqual(diagonal.y);
    expect(figure.layout).toMatchObject({
      xaxis: { range: diagonal.x },
      yaxis: { range: diagonal.y, scaleanchor: 'x' },
    });
  });

  it('refuses bounds the wrong way round', () => {
    expect(() => calibrationPlot([{ agent: 'dawn', q: 0, low: 1, high: 0 }])).toThrow(/return \[1, 0\]/);
    expect(() => calibrationPlot([])).toThrow(/no rows/);
  });
});

describe('scatterPlot', () => {
  const pairs = [
    [1, 2],
    [-1, -3],
    [2, -1],
    [0, 5],
  ].map(([dq, dr]) => ({ agent: 'dawn', dq, dr }));
  const columns = { x: 'dq', y: 'dr', xTitle: 'ΔQ', yTitle: 'Δ return' } as const;

  it('counts the pairs of the same sign, those with a 0 left out', () => {
    const figure = scatterPlot(pairs, { ...columns, guide: 'quadrants' });
    expect(tracesOf(figure)[0]).toMatchObject({
      x: [1, -1, 2, 0],
      y: [2, -3, -1, 5],
      name: 'DAWN: same sign in 67 % of 3',
    });
    expect(figure.layout.xaxis).toMatchObject({ zeroline: true, title: { text: 'ΔQ' } });
  });

  it('has the diagonal over one range for both axes', () => {
    const figure = scatterPlot(pairs, { ...columns, guide: 'diagonal' });
    expect(tracesOf(figure)[0].x).toEqual(tracesOf(figure)[0].y);
    const { xaxis, yaxis } = figure.layout as Record<string, { range: number[] }>;
    expect(xaxis.range).toEqual(yaxis.range);
    expect(xaxis.range[1]).toBeGreaterThan(5);
  });

  it('refuses no rows, and pairs that were not measured', () => {
    expect(() => scatterPlot([] as typeof pairs, columns)).toThrow(/no rows/);
    expect(() => scatterPlot([{ agent: 'dawn', dq: Number.NaN, dr: 1 }], columns)).toThrow(/row 0 \(dawn\) is NaN, 1/);
  });
});

describe('heatmapPlot', () => {
  const cell = (row: string, column: number, value: number) => ({ row, column, value });
  const cells = [cell('λ = 0.1', 0, 0.1234), cell('λ = 0.1', 1000, -0.2), cell('λ = 0.2', 0, Number.NaN)];
  const heatOf = (figure: { data: readonly object[] }) =>
    figure.data[0] as { z: (number | null)[][]; text: string[][]; zmin?: number; zmax?: number };

  it('places and prints every cell, and leaves empty what is missing', () => {
    const figure = heatmapPlot(cells, { quantity: 'difference' });
    expect(heatOf(figure).z).toEqual([
      [0.1234, -0.2],
      [null, null],
    ]);
    expect(heatOf(figure).text).toEqual([
      ['0.123', '−0.2'],
      ['–', ''],
    ]);
    expect(figure.layout).toMatchObject({
      xaxis: { ticktext: ['0', '1000'] },
      yaxis: { ticktext: ['λ = 0.1', 'λ = 0.2'] },
    });
  });

  it('parts its colours at the midpoint, equally far to either side', () => {
    const { zmin, zmax } = heatOf(heatmapPlot(cells, { quantity: 'difference', midpoint: 0 }));
    expect([zmin, zmax]).toEqual([-0.2, 0.2]);
  });

  it('prints the text of a cell, and refuses two cells in one place', () => {
    const text = '0.1 [0, 0.2]';
    expect(heatOf(heatmapPlot([{ ...cells[0], text }], { quantity: 'q' })).text).toEqual([[text]]);
    expect(() => heatmapPlot([cells[0], cells[0]], { quantity: 'q' })).toThrow(/two cells for row λ = 0.1, column 0/);
    expect(() => heatmapPlot([], { quantity: 'q' })).toThrow(/no cells/);
  });
});
