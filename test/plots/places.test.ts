import { describe, expect, it } from 'vitest';
import {
  darkFigure,
  exploreCurves,
  exploreGrid,
  figureCsv,
  figureForWidth,
  figureOnPaper,
  figureText,
  intervalPlot,
  learningCurves,
  seedDots,
} from '../../src/plots/index.js';
import { contrast, readableColor } from '../../src/plots/readableColor.js';
import { wilson } from '../../src/statistics/index.js';

const point = (agent: string, seed: number, chunks: number, success: number) => ({
  ...{ agent, seed, chunks, success, primitiveSteps: chunks, updates: chunks, seconds: chunks, episodes: 20 },
});
const curves = learningCurves(
  [point('dawn', 1, 10, 0.25), point('dawn', 1, 20, 0.75), point('vanilla', 1, 10, 0), point('vanilla', 1, 20, 0.5)],
  { title: 'A title of more words than a phone has room for beside its edges', base: { successes: 3, episodes: 10 } },
);

describe('figureForWidth', () => {
  it('leaves a figure that has room as it is', () => {
    expect(figureForWidth(curves, 900)).toEqual(curves);
  });

  it('puts side labels below the plot, from the highest line to the lowest, and breaks the title', () => {
    const { layout } = figureForWidth(curves, 375);
    const labels = layout.annotations as { text: string; x: number; yref: string; yshift: number }[];
    expect(labels.map(({ text }) => text.split(' ').slice(0, 2).join(' '))).toEqual(['● DAWN', '● Vanilla', '● Base']);
    expect(labels.every(({ x, yref }) => x === 0 && yref === 'paper')).toBe(true);
    // Each begins below the one before it, and all lie within the margin that was made for them.
    const shifts = labels.map(({ yshift }) => -yshift);
    expect(shifts).toEqual([...new Set(shifts)].sort((a, b) => a - b));
    const { r, b } = layout.margin as { r: number; b: number };
    expect(shifts[2]! + 17).toBeLessThanOrEqual(b);
    expect(r).toBe(16);
    expect((layout.title as { text: string }).text.split('<br>').length).toBeGreaterThan(1);
    expect(layout.height).toBeGreaterThan(curves.layout.height as number);
  });
});

it('figureForWidth breaks titles of axes and of a figure with long words at its side within the figure', () => {
  const rows = [{ label: 'base + the residual that was learned', interval: wilson(4, 8) }];
  const quantity = 'area under the success curve, the interquartile mean over seeds';
  const figure = intervalPlot(rows, { quantity, title: 'The same episodes, with and without' });
  const { layout } = figureForWidth(figure, 375) as { layout: Record<string, { title: { text: string } }> };
  // 22 characters of 6.8 pixels each, and what stands around them, leave some 100 pixels for the axis: 14 characters of 7.
  const lines = layout.xaxis!.title.text.split('<br>');
  expect(lines.join(' ')).toBe(quantity);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(14);
  expect(layout.title).toMatchObject({
    text: 'The same episodes, with and without',
    xref: 'container',
    pad: { l: 16 },
  });
  expect(layout.height).toBe((figure.layout.height as number) + 17 * (lines.length - 1));
  expect(figureForWidth(figure, 1200)).toEqual(figure);
});

it('figureForWidth breaks names of columns, and what hangs below the axis moves down with it', () => {
  const rows = ['dawn', 'policyDecorator', 'vanilla'].map((agent) => ({ agent, seed: 1, success: 0.5 }));
  const figure = seedDots(rows, { base: { successes: 3, episodes: 10 } });
  const { layout } = figureForWidth(figure, 330) as unknown as {
    layout: Record<'xaxis' | 'margin', { ticktext: string[]; b: number }> & {
      annotations: { yshift: number }[];
      height: number;
    };
  };
  // 254 pixels for three columns: 10 characters of 7.4 and a gap of 8.
  expect(layout.xaxis.ticktext[1]).toBe('Policy<br>Decorator<br>50 %<br>(n = 1)');
  // Two lines more of 17, then the label of the base policy with a line of its own; the subtitle has a second one.
  expect(layout.annotations[0]!.yshift).toBe(-(52 + 2 * 17));
  expect(layout.height).toBe(420 + 2 * 17 + (17 + 6) + 17);
  expect(figureForWidth(figure, 900)).toEqual(figure);
  // "hyperspherical" has 14 characters, a quarter of 254 pixels has 7: names stand upright, "Policy Decorator" on 119.
  const long = seedDots([...rows, { agent: 'hyperspherical', seed: 1, success: 1 }]);
  const turned = figureForWidth(long, 330).layout as { xaxis: object; height: number };
  expect(turned.xaxis).toMatchObject({
    tickangle: -90,
    ticktext: (long.layout.xaxis as { ticktext: string[] }).ticktext,
  });
  expect(turned.height).toBe(420 + 119 - 2 * 17 + 17);
});

describe('colours', () => {
  it('have the contrast that WCAG says, and are moved just far enough', () => {
    // Worked examples: black on white 21; #777777 on white 4.48, the best known near miss.
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(readableColor('#0072b2', '#ffffff')).toBe('#0072b2');
    const orange = readableColor('#e69f00', '#ffffff');
    expect(contrast(orange, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(orange, '#ffffff')).toBeLessThan(4.9);
  });

  it('are seen in the dark: neutral ones change places, a band keeps its opacity', () => {
    const figure = {
      data: [{ line: { color: '#0000aa' }, fillcolor: 'rgba(0,0,170,0.16)' }],
      layout: { paper_bgcolor: '#ffffff' },
    };
    const { data, layout } = darkFigure(figure) as {
      data: [{ line: { color: string }; fillcolor: string }];
      layout: { paper_bgcolor: string };
    };
    expect(contrast(data[0].line.color, layout.paper_bgcolor)).toBeGreaterThanOrEqual(3);
    expect(data[0].fillcolor).toMatch(/^rgba\(\d+,\d+,\d+,0\.16\)$/);
    expect(figure.data[0]!.line.color).toBe('#0000aa');
  });
});

it('figureCsv has a row a point, with intervals and names, and quotes what must be', () => {
  const figure = {
    data: [
      { x: [1, 2], y: [0.5, 1], name: 'a, "b"', error_y: { array: [0.1, 0.2], arrayminus: [0.25, 0.5] } },
      { x: [0, 9], y: [3, 3], hoverinfo: 'skip' },
      { x: [7], y: [8], customdata: [[6, 9, 5]], meta: { columns: ['low', 'high', 'n'] }, name: 'c' },
    ],
    layout: {},
  };
  expect(figureCsv(figure)).toBe(
    'trace,x,y,low,high,n\r\n"a, ""b""",1,0.5,0.25,0.6,\r\n"a, ""b""",2,1,0.5,1.2,\r\nc,7,8,6,9,5\r\n',
  );
  expect(figureCsv({ data: [{ type: 'heatmap', x: ['p', 'q'], y: ['r'], z: [[1, 2]] }], layout: {} })).toBe(
    'trace,x,y,z\r\ntrace 1,p,r,1\r\ntrace 1,q,r,2\r\n',
  );
});

it('figureText says what a figure shows', () => {
  expect(figureText(curves)).toBe(
    'A title of more words than a phone has room for beside its edges. success rate against chunk transitions. ' +
      'DAWN 75 %; Vanilla residual 50 %; Base policy 30 %.',
  );
  expect(figureText({ data: [{}], layout: {} })).toBe('A figure of 1 trace.');
});

describe('exploreCurves', () => {
  const points = ['M = 0', 'M = 9'].flatMap((agent) =>
    [1, 2].flatMap((seed) =>
      [0, 10, 20].map((chunks) => ({
        ...point(agent, seed, chunks, seed === 1 ? chunks / 20 : chunks / 40),
        updates: Math.max(0, chunks - 10),
      })),
    ),
  );
  const { data, layout } = exploreCurves(points, { knob: 'M' });
  type Step = { label: string; args: [Record<string, unknown[]>, Record<string, unknown>] };
  const sliders = layout.sliders as { steps: Step[] }[];

  it('answers for every trace, whatever is chosen', () => {
    expect(sliders.map(({ steps }) => steps.map(({ label }) => label))).toEqual([
      ['all', '0', '9'],
      ['50 %', '60 %', '70 %', '80 %', '85 %', '90 %', '95 %'],
      ['chunks', 'steps', 'updates'],
    ]);
    for (const { args } of [...sliders[0]!.steps, ...sliders[2]!.steps])
      for (const values of Object.values(args[0])) expect(values).toHaveLength(data.length);
    // Before the first update there are two evaluations at 0: the later one is kept.
    expect(new Set(sliders[2]!.steps[2]!.args[0].x!.map(String))).toEqual(new Set(['0,10']));
  });

  it('counts the runs that reach a success rate', () => {
    // Seed 1 ends at 100 %, seed 2 at 50 %.
    const texts = ({ args }: Step) =>
      Object.entries(args[0])
        .filter(([key]) => key.endsWith('text'))
        .map(([, text]) => String(text).split('<br>')[1]);
    expect(texts(sliders[1]!.steps[0]!)).toEqual(['2 of 2 reach 50 %', '2 of 2 reach 50 %']);
    expect(texts(sliders[1]!.steps[6]!)).toEqual(['1 of 2 reach 95 %', '1 of 2 reach 95 %']);
  });

  it('has a slider for a second knob, and no slider turns back what another did', () => {
    const grid = exploreGrid(
      ['λ = 0.2', 'λ = 0.5'].map((label) => ({ label, points })),
      { knob: 'M', across: 'λ', base: { successes: 3, episodes: 10 } },
    );
    const turned = (grid.layout.sliders as typeof sliders).map(({ steps }) =>
      steps.map(({ args }) => args.flatMap((change) => Object.keys(change)).sort()),
    );
    expect(turned.map(({ length }) => length)).toEqual([2, 3, 7, 3]);
    // Whatever is turned first, each slider sets all that it ever sets, and nothing else sets it.
    for (const steps of turned) expect(new Set(steps.map(String)).size).toBe(1);
    const keys = turned.flatMap(([first]) => first!);
    expect(new Set(keys).size).toBe(keys.length);
    const seen = (i: number) => (grid.layout.sliders as typeof sliders)[0]!.steps[i]!.args;
    expect(grid.data.map((trace) => (trace as { visible: boolean }).visible)).toEqual(seen(0)[0].visible);
    expect(seen(1)[0].visible).toEqual(seen(0)[0].visible!.map((isVisible) => !isVisible));
    const labels = grid.layout.annotations as { visible: boolean; text: string; y: number }[];
    expect(labels.map(({ visible }) => visible)).toEqual([true, true, true, false, false, false]);
    const narrow = figureForWidth(grid, 330).layout;
    const shifts = (narrow.annotations as { yshift: number }[]).map(({ yshift }) => yshift);
    expect(shifts.slice(0, 3)).toEqual(shifts.slice(3));
    const [, , { steps }] = narrow.sliders as typeof sliders;
    expect(Object.values(steps[0]!.args[0]).filter((text) => String(text).startsWith('● M = 9'))).toHaveLength(2);
    expect(figureOnPaper(grid).layout.height).toBe((grid.layout.height as number) - 4 * 72);
    expect(() => exploreGrid([{ label: 'λ = 0.2', points: [] }], { knob: 'M', across: 'λ' })).toThrow(/λ = 0.2/);
  });
});
