import { describe, expect, it } from 'vitest';
import { aggregatePlot, improvementPlot } from '../../src/plots/index.js';

const rowsOf = (agent: string, scores: readonly number[]) =>
  scores.map((success, i) => ({ agent, seed: i + 1, success }));
const rows = [...rowsOf('dawn', [0.9, 1, 0.8, 0.1]), ...rowsOf('vanilla', [0.1, 0.5, 0.5, 0.5])];
type Trace = { name: string; x: number[]; xaxis: string; customdata?: number[][] };

describe('aggregatePlot', () => {
  it('has IQM, mean, median and gap of each agent, each in a panel of its own', () => {
    const { data, layout } = aggregatePlot(rows) as unknown as { data: Trace[]; layout: Record<string, object> };
    const value = (name: string) => data.find((trace) => trace.name === name)!.x[0];
    // By hand: IQM of four is the mean of the middle two; the gap to 1 is what the mean lacks.
    expect(value('DAWN, IQM')).toBeCloseTo(0.85, 12);
    expect(value('DAWN, mean')).toBeCloseTo(0.7, 12);
    expect(value('DAWN, median')).toBeCloseTo(0.85, 12);
    expect(value('DAWN, optimality gap')).toBeCloseTo(0.3, 12);
    expect(value('Vanilla residual, IQM')).toBeCloseTo(0.5, 12);
    expect(new Set(data.map(({ xaxis }) => xaxis)).size).toBe(4);
    expect(Object.keys(layout).filter((key) => /^xaxis/.test(key))).toHaveLength(4);
    for (const { x, customdata } of data) {
      expect(customdata![0]![0]).toBeLessThanOrEqual(x[0]!);
      expect(customdata![0]![1]).toBeGreaterThanOrEqual(x[0]!);
    }
  });
});

describe('improvementPlot', () => {
  it('counts wins over all pairs, ties as half', () => {
    const { data } = improvementPlot(rows) as unknown as { data: Trace[] };
    const point = data.find(({ name, x }) => name?.startsWith('over') && x.length === 1)!;
    // 0.9, 1 and 0.8 beat all four; 0.1 ties with one and loses to three: (12 + 0.5) / 16.
    expect(point.x[0]).toBeCloseTo(12.5 / 16, 12);
  });

  it('refuses one agent alone', () => {
    expect(() => improvementPlot(rowsOf('dawn', [1]))).toThrow(/runs of 'dawn' and of another agent, got dawn/);
  });
});
