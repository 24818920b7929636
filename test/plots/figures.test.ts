import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import {
  agentStyles,
  intervalPlot,
  liveTraining,
  type MetricPoint,
  mergeLayout,
  seedDots,
  stepsToThresholdPlot,
} from '../../src/plots/index.js';
import { studentCI } from '../../src/statistics/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { marksOf, runOf, tracesOf } from './rows.js';

describe('agentStyles', () => {
  const styles = agentStyles(['mine', 'dawn', 'policyDecorator', 'vanilla', 'base', 'yours', 'dawn']);

  it('tells all agents apart by colour, by dash and by marker', () => {
    for (const feature of ['color', 'dash', 'symbol'] as const)
      expect(new Set([...styles.values()].map((style) => style[feature])).size).toBe(6);
  });

  it('gives an agent the same style whatever else is drawn', () => {
    expect(agentStyles(['dawn']).get('dawn')).toEqual(styles.get('dawn'));
  });

  it('takes a name like that of an object’s own machinery for a name', () => {
    expect(agentStyles(['constructor']).get('constructor')?.label).toBe('constructor');
  });
});

describe('mergeLayout', () => {
  it('merges records, replaces arrays and values, and alters neither', () => {
    const base = { a: { b: 1, c: [1, 2] }, d: 1 };
    expect(mergeLayout(base, { a: { c: [3] }, e: 2 })).toEqual({ a: { b: 1, c: [3] }, d: 1, e: 2 });
    expect(base).toEqual({ a: { b: 1, c: [1, 2] }, d: 1 });
  });
});

describe('seedDots', () => {
  const rows = [0.9, 0.95, 0.1].map((success, seed) => ({ agent: 'dawn', seed, success }));

  it('shows every run once, and the mean with its interval', () => {
    const [dots, bar] = tracesOf(seedDots(rows));
    expect(dots.y).toEqual([0.9, 0.95, 0.1]);
    expect(new Set(dots.x).size).toBe(3);
    const { estimate, low, high } = studentCI([0.9, 0.95, 0.1]);
    expect(bar).toMatchObject({ y: [estimate], error_y: { array: [high - estimate], arrayminus: [estimate - low] } });
  });

  it('has no bar for one run, and refuses none', () => {
    expect(seedDots(rows.slice(0, 1)).data).toHaveLength(1);
    expect(() => seedDots([])).toThrow(/no rows/);
  });
});

describe('intervalPlot', () => {
  const interval = (low: number, estimate: number, high: number) => ({ low, estimate, high, level: 0.95, method: 'm' });

  it('stands the reference inside the drawn range, and rows from top to bottom', () => {
    const figure = intervalPlot(
      [
        { label: 'first', interval: interval(0.1, 0.2, 0.3) },
        { label: 'second', interval: interval(0.2, 0.3, 0.4) },
      ],
      { quantity: 'difference', reference: 0 },
    );
    const [reference, bar] = tracesOf(figure);
    expect(reference.x).toEqual([0, 0]);
    expect(bar).toMatchObject({ x: [0.1, 0.3], y: [1, 1] });
    const { range } = figure.layout.xaxis as { range: number[] };
    expect(range[0]).toBeLessThan(0);
    expect(range[1]).toBeGreaterThan(0.4);
  });

  it('draws a censored speed-up as an arrow within a finite range', () => {
    const rows = [
      { label: '80 %', interval: interval(2, 4, Infinity) },
      { label: '90 %', interval: interval(Number.NaN, Number.NaN, Number.NaN) },
    ];
    const figure = intervalPlot(rows, { quantity: 'times faster', reference: 1, logarithmic: true });
    expect(JSON.stringify(figure.layout)).not.toContain('null');
    const arrows = tracesOf(figure).filter(({ marker }) => marker?.symbol === 'arrow-right');
    expect(arrows).toHaveLength(1);
    const { range } = figure.layout.xaxis as { range: number[] };
    expect(arrows[0].x[0]).toBeCloseTo(10 ** range[1], 12);
  });

  it('marks the base policy’s estimate by a symbol with an area, as every agent’s', () => {
    const agents = ['dawn', 'policyDecorator', 'vanilla', 'base'];
    const rows = agents.map((agent) => ({ label: agent, agent, interval: interval(0.1, 0.2, 0.3) }));
    const points = tracesOf(intervalPlot(rows, { quantity: 'success' })).filter(({ mode }) => mode === 'markers');
    expect(points.map(({ x }) => x)).toEqual(agents.map(() => [0.2]));
    // plotly draws the `line-…` symbols without an area: a horizontal one vanishes on the interval's own bar.
    for (const { marker } of points) expect(marker?.symbol).not.toMatch(/^line-/);
  });

  it('survives intervals that are all infinite, and refuses none', () => {
    const only = [{ label: 'x', interval: interval(Infinity, Infinity, Infinity) }];
    const { range } = intervalPlot(only, { quantity: 'q' }).layout.xaxis as { range: number[] };
    expect(range.every(Number.isFinite)).toBe(true);
    expect(() => intervalPlot([], { quantity: 'q' })).toThrow(/no rows/);
  });
});

describe('stepsToThresholdPlot', () => {
  it('shows runs that never reached it as open markers at their end', () => {
    const points = [...runOf('dawn', 1, [0.4, 0.85, 0.9]), ...runOf('dawn', 2, [0.4, 0.5, 0.6])];
    const figure = stepsToThresholdPlot(points);
    const [column] = tracesOf(figure);
    // From .4 to .85 in 1,000: .8 after eight ninths.
    expect(column.y).toEqual([expect.closeTo(8000 / 9, 9), 2000]);
    expect(column.marker?.symbol).toEqual(['circle', 'circle-open']);
    expect(figure.layout.xaxis).toMatchObject({ ticktext: ['DAWN<br>1 of 2 reached it'] });
    expect(() => stepsToThresholdPlot([])).toThrow(/no points/);
  });
});

describe('liveTraining', () => {
  const at = (i: number) => ({ chunks: 100 * i, primitiveSteps: 400 * i, updates: 100 * i, seconds: i });
  const metrics: MetricPoint[] = [
    { ...at(0), metrics: { q: -10, target: -9, criticLoss: 4 } },
    { ...at(1), metrics: { q: -8, target: Number.NaN, criticLoss: 2, alpha: 0.1 } },
  ];
  const panelsOf = (name: string) => createAgent(name, taskPreset('gantry-peg', 'smoke').knobs).algorithm.panels;
  const panels = panelsOf('dawn');

  it('draws every run’s success and the metrics that there are', () => {
    const traces = tracesOf(
      liveTraining([...runOf('dawn', 1, [0.4, 0.8]), ...runOf('vanilla', 1, [0.4, 0])], metrics, { panels }),
    );
    expect(traces.slice(0, 2).map(({ y }) => y)).toEqual([
      [0.4, 0.8],
      [0.4, 0],
    ]);
    expect(traces.slice(2).map(({ y }) => y)).toEqual([[-10, -8], [-9], [4, 2], [0.1], []]);
    expect(traces[4].xaxis).toBe('x3');
  });

  it('draws what the learning rule names: an actor without entropy has no empty panel', () => {
    const outputs = { q: -3, target: -2, criticLoss: 1, actorLoss: 3, criticGradientNorm: 4, actorGradientNorm: 5 };
    const figure = liveTraining([], [{ ...at(1), metrics: outputs }], { panels: panelsOf('resfit') });
    expect(tracesOf(figure).map(({ y }) => y)).toEqual([[-3], [-2], [1], [3], [4], [5]]);
    expect(marksOf(figure, 'annotations').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^success rate/),
      expect.stringMatching(/>Q<.*>its target<.*: batch mean/),
      'critic loss',
      'actor loss',
      expect.stringMatching(/>critic<.*>actor<.*: gradient norms/),
    ]);
  });

  it('shows each metric where a learning rule names no panels, however many', () => {
    const own = { ...at(1), metrics: { surprise: 1, doubt: 2, regret: 3, hope: 4, luck: 5 } };
    const figure = liveTraining([], [{ ...at(0), metrics: {} }, own]);
    expect(tracesOf(figure).map(({ x, y }) => [x, y])).toEqual([1, 2, 3, 4, 5].map((value) => [[100], [value]]));
    const { height, yaxis2, yaxis4, xaxis4, xaxis6 } = figure.layout as Record<string, { domain: number[] }>;
    expect(height).toBe(530);
    expect([yaxis2.domain[1], yaxis4.domain[0]]).toEqual([1, 0]);
    for (const lowest of [xaxis4, xaxis6]) expect(lowest).toHaveProperty('title');
  });

  it('marks single points, and leaves the marks out of long lines', () => {
    const modes = (count: number) => {
      const many = Array.from({ length: count }, (_, i) => ({
        ...at(i),
        metrics: { q: i, target: i, criticLoss: i + 1 },
      }));
      return tracesOf(liveTraining([], many, { panels })).map(({ mode }) => mode);
    };
    expect(modes(1).slice(0, 3)).toEqual(['lines+markers', 'lines+markers', 'lines+markers']);
    expect(modes(100).slice(0, 3)).toEqual(['lines', 'lines', 'lines']);
  });

  it('keeps its axis at the budget while it fills, and all panels from the start', () => {
    const start = liveTraining([], [], { budget: 20_000, base: { successes: 4, episodes: 10 }, panels });
    expect(start.layout.xaxis).toMatchObject({ range: [0, expect.closeTo(20_300, 6)] });
    expect(start.data).toHaveLength(5);
    expect(marksOf(start, 'annotations')[0].text).toContain('Base policy');
    expect(Object.keys(start.layout)).toEqual(expect.arrayContaining(['xaxis5', 'yaxis5']));
  });

  it('is plain JSON', () => {
    const figure = liveTraining(runOf('dawn', 1, [0.4]), metrics);
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });
});
