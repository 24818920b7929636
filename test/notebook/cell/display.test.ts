import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  cellSignal,
  checkExercise,
  formatDuration,
  livePlot,
  progressBar,
  type ShownClaim,
  showFamily,
  showFigure,
  showTable,
  showVerdict,
} from '../../../src/notebook/index.js';
import { verdict } from '../../../src/statistics/index.js';
import { htmlOf, useFakeKernel } from '../fakeKernel.js';

const PLOTLY = 'application/vnd.plotly.v1+json';
// What plotly.js is told beside data and layout: no button and no link to a third party, and pictures as SVG.
const config = {
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  toImageButtonOptions: { format: 'svg' },
};
const kernel = useFakeKernel();

beforeEach(() => {
  process.env.DAWNLAB_PLOTLY = 'server';
  vi.useFakeTimers();
});
afterEach(() => {
  delete process.env.DAWNLAB_PLOTLY;
  vi.useRealTimers();
});

describe('figures', () => {
  it('come as plotly JSON, as HTML that draws itself and as a line of text', () => {
    showFigure({
      data: [{ type: 'scatter', y: new Float32Array([1, 2.5]) }],
      layout: { title: { text: 'Loss' }, height: 200 },
    });
    const { data, id } = kernel.shown[0]!;
    expect(id).toBeUndefined();
    expect(data[PLOTLY]).toEqual({
      data: [{ type: 'scatter', y: [1, 2.5] }],
      layout: { title: { text: 'Loss' }, height: 200 },
      config,
    });
    expect(data['text/plain']).toBe('[figure: Loss, 1 trace]');
    expect(htmlOf(kernel.shown[0])).toContain('height:200px');
    expect(htmlOf(kernel.shown[0])).toContain('"y":[1,2.5]');
  });

  it('cannot be closed from inside by their own text', () => {
    showFigure({ data: [{ name: '</script><script>alert(1)</script>' }], layout: { title: { text: '<!--' } } });
    const html = htmlOf(kernel.shown[0]);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<\/script/g)).toHaveLength(1);
    expect(html).not.toContain('<!--');
  });

  it('bring plotly.js along once where no server offers it', async () => {
    process.env.DAWNLAB_PLOTLY = '';
    vi.resetModules();
    const { embedPlotly, showFigure } = await import('../../../src/notebook/index.js');
    const figure = { data: [], layout: {} };
    showFigure(figure);
    showFigure(figure);
    const scripts = kernel.shown.filter(({ data }) => data['application/vnd.dawnlab.plotly-script+json']);
    expect(scripts).toHaveLength(1);
    // Compared as booleans and counts: a failure must not print 1.5 MB.
    expect(htmlOf(scripts[0]).includes('window.Plotly = Plotly')).toBe(true);
    expect(htmlOf(scripts[0]).match(/<\/script/gi)).toHaveLength(1);
    embedPlotly();
    expect(kernel.shown).toHaveLength(4);
  });
});

describe('livePlot', () => {
  const figure = (y: number[]) => ({ data: [{ y }], layout: {} });

  it('redraws at most every 250 ms and always ends with the newest figure', () => {
    const plot = livePlot(figure([]));
    for (let i = 1; i <= 100; i++) {
      plot.update(figure([i]));
      vi.advanceTimersByTime(10);
    }
    // The first figure, the first update at once, then one in each 250 ms of the 1000 ms.
    expect(kernel.shown.length).toBeGreaterThanOrEqual(5);
    expect(kernel.shown.length).toBeLessThanOrEqual(6);
    vi.advanceTimersByTime(250);
    expect(kernel.shown.at(-1)!.data[PLOTLY]).toEqual({ ...figure([100]), config });
    expect(new Set(kernel.shown.map(({ id }) => id)).size).toBe(1);
    expect(kernel.shown.map(({ update }) => update)).toEqual([false, ...kernel.shown.slice(1).map(() => true)]);
  });

  it('shows what is pending when it is finished, without a timer', () => {
    const plot = livePlot(figure([]));
    plot.update(figure([1]));
    plot.update(figure([2]));
    plot.finish();
    expect(kernel.shown.map(({ data }) => data[PLOTLY])).toEqual([[], [1], [2]].map((y) => ({ ...figure(y), config })));
    vi.advanceTimersByTime(1000);
    expect(kernel.shown).toHaveLength(3);
  });
});

describe('progressBar', () => {
  it('says rate and time left', () => {
    const bar = progressBar('training', 1000, 'chunks');
    vi.advanceTimersByTime(10_000);
    bar.update(250, 'success 0.5');
    expect(kernel.shown.at(-1)!.data['text/plain']).toBe(
      'training: 25 % · 250 of 1,000 chunks · 25 chunks/s · 30 s left · success 0.5',
    );
    expect(htmlOf(kernel.shown.at(-1))).toContain('width:25.0%');
  });

  it('tells a finished run from a stopped one', () => {
    const finished = progressBar('a', 10);
    finished.update(10);
    finished.finish();
    expect(kernel.shown.at(-1)!.data['text/plain']).toContain('done after');
    const stopped = progressBar('b', 10);
    vi.advanceTimersByTime(1000);
    stopped.update(4);
    stopped.finish();
    expect(kernel.shown.at(-1)!.data['text/plain']).toBe('b: 40 % · 4 of 10 steps · 4.0 steps/s · stopped after 1.0 s');
  });
});

describe('showTable', () => {
  it('shows rows with formats, a limit and escaped text', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ agent: '<b>dawn</b>', success: i / 30, missing: null }));
    showTable(rows, { limit: 2, format: { success: (p: number) => `${(100 * p).toFixed(0)} %` } });
    const html = htmlOf(kernel.shown[0]);
    expect(html.match(/<tr/g)).toHaveLength(3);
    expect(html).toContain('&lt;b&gt;dawn&lt;/b&gt;');
    expect(html).toContain('>3 %<');
    expect(html).toContain('>–<');
    expect(html).toContain('28 more rows');
    expect(String(kernel.shown[0]!.data['text/plain']).split('\n').at(-1)).toBe('… 28 more rows');
  });

  it('reads arquero tables and danfo data frames', async () => {
    const { table } = await import('arquero');
    showTable(table({ x: [1234.5, 0.00012345], name: ['a', 'b'] }));
    expect(kernel.shown[0]!.data['text/plain']).toBe('       x  name\n   1,235  a   \n0.000123  b   ');
    showTable({
      columns: ['x', 'y'],
      values: [
        [1, 2],
        [3, Number.NaN],
      ],
    });
    expect(kernel.shown[1]!.data['text/plain']).toBe('x  y\n1  2\n3  –');
  });
});

describe('verdicts and exercises', () => {
  it('show the claim with its evidence', () => {
    const evidence = { estimate: 0.312, low: 0.1, high: 0.5, level: 0.95, method: 'student' };
    const decided = verdict({
      claim: 'DAWN wins.',
      evidence,
      direction: 'above',
      margin: 0,
      possible: [-0.4, 0.6],
      runs: 8,
    });
    showVerdict(decided, { unit: 'difference in success', note: 'Quick scale.' });
    expect(kernel.shown[0]!.data['text/plain']).toBe(
      'Verdict: supported\n  DAWN wins.\n  Difference in success: 0.312 [0.1, 0.5] at 95 % lies above 0 (8 runs). ' +
        'Interval: student.\n  Whatever was learned, the estimate had to lie in [-0.4, 0.6].\n  Quick scale.',
    );
    expect(kernel.shown[0]!.data['application/vnd.dawnlab.verdict+json']).toMatchObject({
      verdict: 'supported',
      estimate: '0.312 [0.1, 0.5]',
      range: '[-0.4, 0.6]',
    });
  });

  it('say where the evidence comes from, and what differs from the paper', () => {
    const evidence = { estimate: 1, low: -1, high: Number.POSITIVE_INFINITY, level: 0.95, method: 'bootstrap' };
    const decided = verdict({
      claim: 'It helps.',
      evidence,
      direction: 'above',
      margin: 0,
      possible: [-1, 1],
      runs: 1,
    });
    const context = { finding: '02-cold-start', task: 'gantry-peg', source: 'recorded', seeds: 1 } as const;
    const beside = {
      differs: 'a task of our own',
      confound: 'α₀ is 0.01 against 1',
      marks: ['vanilla: seed 3 diverged'],
    };
    showVerdict(decided, { unit: 'gain', ...context, ...beside, note: 'Note.' });
    const lines = String(kernel.shown[0]!.data['text/plain']).split('\n  ');
    expect(lines.slice(4)).toEqual([
      'From gantry-peg, recorded runs, 1 seed. Make one of them again: dawnlab results recompute --finding 02-cold-start',
      'Differs from the paper: a task of our own.',
      'Not separated: α₀ is 0.01 against 1.',
      'Marked, and counted: vanilla: seed 3 diverged.',
      'Note.',
    ]);
    expect(kernel.shown[0]!.data['application/vnd.dawnlab.verdict+json']).toMatchObject({
      ...context,
      differs: 'a task of our own',
      estimate: '1 [-1, ∞]',
    });
    showVerdict(decided, { unit: 'gain', ...context, table: '08-main' });
    expect(String(kernel.shown[1]!.data['text/plain'])).toContain('dawnlab results recompute --finding 08-main');
  });

  it('of a family are judged together and shown one by one', () => {
    const claim = (name: string, estimate: number, p: number): ShownClaim => ({
      claim: name,
      direction: 'above',
      margin: 0,
      possible: [-1, 1],
      runs: 8,
      unit: 'gain',
      task: 'here',
      contrast: {
        estimate,
        at: (level: number) => ({ estimate, low: estimate - 2 * level + 1.9, high: 1, level, method: 'by hand' }),
        pValue: () => p,
      },
    });
    showFamily([claim('A.', 0.02, 0.04), claim('B.', 0.3, 0.001)]);
    const shown = kernel.shown.map(({ data }) => data['application/vnd.dawnlab.verdict+json']);
    expect(shown).toMatchObject([
      { claim: 'A.', verdict: 'supported', seeds: 8, task: 'here', evidence: { level: expect.closeTo(0.95, 12) } },
      { claim: 'B.', verdict: 'supported', seeds: 8, evidence: { level: expect.closeTo(0.975, 12) } },
    ]);
    expect(shown[0]).not.toHaveProperty('contrast');
  });

  it('never throw', async () => {
    expect(await checkExercise('one', 1, (x) => x === 1)).toBe(true);
    expect(await checkExercise('hint', 2, (x) => x === 1 || 'Try 1.')).toBe(false);
    expect(htmlOf(kernel.shown[1])).toContain('Try 1.');
    expect(await checkExercise<number>('empty', undefined, () => true)).toBe(false);
    const explode = () => {
      throw new Error('bad <shape>');
    };
    expect(await checkExercise('throws', 3, explode)).toBe(false);
    expect(htmlOf(kernel.shown[3])).toContain('bad &lt;shape&gt;');
  });
});

it('cellSignal is the signal of the running cell', () => {
  const signal = cellSignal();
  kernel.controller.abort();
  expect(signal.aborted).toBe(true);
});

it.each([
  [0.42, '0.4 s'],
  [9.96, '10 s'],
  [59.6, '1 min 00 s'],
  [185, '3 min 05 s'],
  [7800, '2 h 10 min'],
  [Number.POSITIVE_INFINITY, '–'],
])('formatDuration(%d) is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
