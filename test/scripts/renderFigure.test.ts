import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  calibrationPlot,
  diagnosticCurves,
  heatmapPlot,
  intervalPlot,
  learningCurves,
  liveTraining,
  scatterPlot,
  scoreProfilePlot,
  seedDots,
  speedupCurve,
  stepsToThresholdPlot,
} from '../../src/plots/index.js';
import { speedup, studentCI } from '../../src/statistics/index.js';
import { runOf } from '../plots/rows.js';

const script = new URL('../../scripts/render-figure.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'render-figure-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base = { successes: 38, episodes: 100 };
const points = [1, 2, 3].flatMap((seed) => runOf('dawn', seed, [0.4, 0.1 * seed, 0.9]));
const at = { chunks: 100, primitiveSteps: 400, updates: 100, seconds: 1 };
const metrics = [0, 1].map((i) => ({
  ...at,
  chunks: 100 * i,
  metrics: { q: -3, target: -2, 'critic loss': 1, alpha: 0.1, entropy: 2 },
}));
const rows = [{ label: 'a − b', interval: studentCI([0.1, 0.2, 0.3]) }];
const both = [...points, ...runOf('vanilla', 1, [0.4, 0.2, 0.6])];
const curve = (agent: string) => ({
  times: [0, 1000, 2000],
  values: both
    .filter((point) => point.agent === agent)
    .map(({ success }) => success)
    .slice(0, 3),
});
const ratios = speedup([curve('dawn')], [curve('vanilla')], [0.5, 0.7], { resamples: 10 });
const growing = both.map((point, i) => ({ ...point, q: 1 + i, low: i, high: 2 + i }));

const cases = [
  ['learningCurves', learningCurves(points, { base, title: 'Learning' }), 'Base policy 38 %'],
  [
    'seedDots',
    seedDots(
      points.filter(({ chunks }) => chunks === 2000),
      { base },
    ),
    'n = 3',
  ],
  ['intervalPlot', intervalPlot(rows, { quantity: 'difference', reference: 0 }), 'a − b'],
  ['stepsToThresholdPlot', stepsToThresholdPlot(points), '3 of 3 reached it'],
  ['liveTraining', liveTraining(points, metrics, { base, budget: 3000 }), 'critic loss'],
  [
    'speedupCurve',
    speedupCurve(
      ratios.map((row) => ({ ...row, agent: 'vanilla' })),
      { agent: 'dawn' },
    ),
    'than Vanilla',
  ],
  ['scoreProfilePlot', scoreProfilePlot(both, { resamples: 10 }), 'DAWN (n = 9)'],
  [
    'diagnosticCurves',
    diagnosticCurves(growing, {
      x: 'updates',
      y: 'q',
      low: 'low',
      high: 'high',
      quantity: 'mean |Q|',
      range: [1, 40],
      logarithmic: false,
      references: [{ value: 33, label: '1/(1 − γ)' }],
    }),
    '1/(1 − γ)',
  ],
  ['heatmapPlot', heatmapPlot([{ row: 'λ', column: 'M', value: 0.25 }], { quantity: 'q', midpoint: 0 }), '0.25'],
  ['calibrationPlot', calibrationPlot(growing, { title: 'Calibration' }), 'Vanilla residual'],
  [
    'scatterPlot',
    scatterPlot(growing, { x: 'q', y: 'success', xTitle: 'ΔQ', yTitle: 'Δ return', guide: 'quadrants' }),
    'same sign in 100 %',
  ],
] as const;

/** What the script exports; it has no type declarations. */
interface Renderer {
  renderFigures(jobs: { figure: object; file: string }[]): Promise<string[][]>;
  browserPath(): string;
}

it('plotly takes each kind of figure as it is meant, and draws it', async (context) => {
  const renderer = (await import(script)) as Renderer;
  try {
    renderer.browserPath();
  } catch {
    context.skip('no Chromium on this machine');
  }
  const jobs = cases.map(([name, figure]) => ({ figure, file: join(folder, `${name}.svg`) }));
  const faults = await renderer.renderFigures(jobs);
  // What is set but has no effect (a grid that is off has a colour) is no fault; an unknown key or value is.
  expect(faults.flat().filter((fault) => !fault.includes('did not get coerced'))).toEqual([]);
  jobs.forEach(({ file }, i) => {
    const svg = readFileSync(file, 'utf8');
    expect(svg.startsWith('<svg')).toBe(true);
    expect(svg).toContain(cases[i][2]);
  });
});

it('refuses other formats', async () => {
  const renderer = (await import(script)) as Renderer;
  await expect(renderer.renderFigures([{ figure: {}, file: 'a.pdf' }])).rejects.toThrow(/\.svg or \.png, got a\.pdf/);
});
