import { describe, expect, it } from 'vitest';
import { learningCurves, type RunMark, seedDots, stepsToThresholdPlot } from '../../src/plots/index.js';
import { marksOf, runOf, type Trace, tracesOf } from './rows.js';

const marked = (seed: number, success: readonly number[], mark?: RunMark) =>
  runOf('dawn', seed, success).map((row) => ({ ...row, mark }));
const named = (traces: Trace[], name: string) => traces.find((trace) => trace.name === name)!;
const labels = (figure: { layout: Record<string, unknown> }) =>
  marksOf(figure, 'annotations').map(({ text }) => text?.replaceAll('<br>', ' '));

describe('a run that must be marked', () => {
  it('is counted in the label of its curve and named on its line', () => {
    const figure = learningCurves([
      ...marked(1, [0, 0, 1]),
      ...marked(2, [0, 0, 0], 'Q beyond returns'),
      ...marked(3, [0, 0, 0.5], 'Q beyond returns'),
    ]);
    expect(labels(figure)[0]).toBe('DAWN 50 % (n = 3: 2 Q beyond returns)');
    expect(named(tracesOf(figure), 'DAWN, seed 2, Q beyond returns').y).toEqual([0, 0, 0]);
    expect(labels(learningCurves(marked(1, [0, 1], 'diverged')))[0]).toBe('DAWN 100 % (n = 1: 1 diverged)');
  });

  it('is drawn and not counted while it is unfinished, unless no other has ended', () => {
    const figure = learningCurves([...marked(1, [0, 0, 1]), ...marked(2, [0, 0.2], 'unfinished')]);
    expect(named(tracesOf(figure), 'DAWN').y).toEqual([0, 0, 1]);
    expect(named(tracesOf(figure), 'DAWN, seed 2, unfinished').y).toEqual([0, 0.2]);
    expect(labels(figure)[0]).toBe('DAWN 100 % (n = 1: 1 unfinished)');
    const open = learningCurves([...marked(1, [0, 0.4], 'unfinished'), ...marked(2, [0, 0.2], 'unfinished')]);
    expect(labels(open)[0]).toBe('DAWN 30 % (n = 2: 2 unfinished)');
  });

  it('keeps its last success when it diverged before the others end', () => {
    const figure = learningCurves([...marked(1, [0, 0.4, 1]), ...marked(2, [0, 0.2], 'diverged')]);
    const mean = named(tracesOf(figure), 'DAWN');
    expect(mean.x).toEqual([0, 1000, 2000]);
    expect(mean.y[2]).toBeCloseTo(0.6, 12);
    expect(labels(figure)[0]).toBe('DAWN 60 % (n = 2: 1 diverged)');
  });

  it('is an open dot among final scores and thresholds', () => {
    const rows = [
      { agent: 'dawn', seed: 1, success: 1 },
      { agent: 'dawn', seed: 2, success: 0, mark: 'diverged' as const },
    ];
    const figure = seedDots(rows);
    expect(tracesOf(figure)[0].marker?.symbol).toEqual(['circle', 'circle-open']);
    expect(JSON.stringify(figure.layout)).toContain('50 % (n = 2)<br>1 diverged');
    const times = stepsToThresholdPlot([...marked(1, [0, 1]), ...marked(2, [0, 0.2], 'diverged')]);
    expect(JSON.stringify(times.layout)).toContain('1 of 2 reached it<br>1 diverged');
  });
});

describe('runs under one name', () => {
  it('are refused where two share agent, seed and time', () => {
    const twice = [...marked(1, [0, 1]), ...marked(1, [0, 0])];
    expect(() => learningCurves(twice)).toThrow(/two points of dawn, seed 1, at 0 chunks: two runs under one name/);
    expect(() => stepsToThresholdPlot(twice)).toThrow(/two runs under one name/);
  });

  it('of different lengths are said to end early', () => {
    const subtitle = JSON.stringify(learningCurves([...marked(1, [0, 0.4, 1]), ...marked(2, [0, 0.2])]).layout);
    expect(subtitle).toContain('means end where the shortest run does');
    const equal = JSON.stringify(learningCurves([...marked(1, [0, 0.4]), ...marked(2, [0, 0.2])]).layout);
    expect(equal).not.toContain('means end');
  });
});
