import { describe, expect, it } from 'vitest';
import { agentStyles, intervalPlot, learningCurves, orderedStyles, seedDots } from '../../src/plots/index.js';
import { spread, wrapped } from '../../src/plots/sideLabels.js';
import { marksOf, runOf, tracesOf } from './rows.js';

const arms = ['3×256 plain', '3×256 + LayerNorm', '512 × 2 blocks', '512 × 2 blocks + LayerNorm', 'RMSNorm'];
const nine = [...arms, 'batch normalization', 'weight normalization', 'spectral', 'hyperspherical'];
const points = nine.flatMap((arm, i) => [1, 2].flatMap((seed) => runOf(arm, seed, [0.4, 0.9 + 0.001 * i])));

describe('styles of many arms', () => {
  it('tells nine arms and the agents of the paper apart by colour, by dash and by marker', () => {
    const styles = [...agentStyles([...nine, 'dawn', 'policyDecorator', 'vanilla', 'base']).values()];
    for (const feature of ['color', 'dash', 'symbol'] as const)
      expect(new Set(styles.map((style) => style[feature])).size).toBe(13);
  });

  it('darkens to lightens along an order, and keeps dashes and markers apart', () => {
    const styles = [...orderedStyles(['M = 0', 'M = 1k', 'M = 2k', 'M = 4k', 'M = 8k']).values()];
    const lightness = styles.map(({ color }) => {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    for (let i = 1; i < 5; i++) expect(lightness[i] - lightness[i - 1]).toBeGreaterThan(15);
    expect(new Set(styles.map(({ dash, symbol }) => `${dash} ${symbol}`)).size).toBe(5);
    expect(orderedStyles(['only']).get('only')?.color).toBe('#440154');
    const ramps = ['viridis', 'violet', 'red', 'green'] as const;
    const colors = ramps.flatMap((ramp) => [...orderedStyles(['0', '1', '2', '3'], ramp).values()]);
    expect(new Set(colors.map(({ color }) => color)).size).toBe(16);
    expect(orderedStyles(['0', '1', '2'], 'red').get('1')?.color).toBe('#b73324');
  });

  it('lets a reader choose some styles and takes the others as always', () => {
    const chosen = orderedStyles(['mine']);
    expect(agentStyles(['dawn', 'mine'], chosen).get('mine')).toBe(chosen.get('mine'));
    expect(agentStyles(['dawn', 'mine'], chosen).get('dawn')?.color).toBe('#0072b2');
  });

  it('gives each row of an interval plot its own style', () => {
    const interval = { estimate: 0, low: -1, high: 1, level: 0.95, method: 'student' };
    const figure = intervalPlot(
      arms.map((agent) => ({ label: agent, agent, interval })),
      { quantity: 'q' },
    );
    const symbols = tracesOf(figure).map(({ marker }) => marker?.symbol);
    expect(new Set(symbols.filter(Boolean)).size).toBe(5);
  });
});

describe('learningCurves of many arms', () => {
  it('leaves single runs out beyond four arms, unless asked', () => {
    const count = (options: object) =>
      tracesOf(learningCurves(points, options)).filter(({ line }) => line?.width === 1).length;
    expect(count({})).toBe(0);
    expect(count({ seeds: true })).toBe(18);
    expect(JSON.stringify(learningCurves(points).layout.title)).not.toContain('single seeds');
  });

  it('never lets labels overlap, whatever the height asked for', () => {
    const figure = learningCurves(points, { height: 200, base: { successes: 90, episodes: 100 } });
    const { margin, height } = figure.layout as { margin: { t: number; b: number }; height: number };
    const pixel = 1.04 / (height - margin.t - margin.b);
    const labels = marksOf(figure, 'annotations')
      .map(({ text, y }) => ({ y: y!, half: (17 * text!.split('<br>').length * pixel) / 2 }))
      .sort((a, b) => a.y - b.y);
    expect(labels).toHaveLength(10);
    for (let i = 1; i < 10; i++)
      expect(labels[i].y - labels[i].half).toBeGreaterThanOrEqual(labels[i - 1].y + labels[i - 1].half - 1e-9);
    expect(labels[0].y - labels[0].half).toBeGreaterThanOrEqual(-0.02 - 1e-9);
    expect(labels[9].y + labels[9].half).toBeLessThanOrEqual(1.02 + 1e-9);
  });
});

describe('labels', () => {
  it('are broken at spaces, but not within 38 % or n = 8', () => {
    expect(wrapped('512 × 2 blocks + LayerNorm 67 % (n = 4)', 12)).toEqual([
      '512 × 2',
      'blocks +',
      'LayerNorm',
      '67 % (n = 4)',
    ]);
    expect(wrapped('67 % (n = 4)', 5)).toEqual(['67 %', '(n = 4)']);
    expect(wrapped('hyperspherical', 5)).toEqual(['hyperspherical']);
  });

  it('move apart by their sizes and stay near where they belong', () => {
    expect(spread([0.5, 0.5], [0.2, 0.4], 0, 1)).toEqual([0.5, 0.8]);
    expect(spread([2, -1], [0.2, 0.2], 0, 1)).toEqual([0.9, 0.1]);
  });

  it('under narrow columns continue below, and turn where a word does not fit', () => {
    const axisOf = (names: readonly string[]) =>
      seedDots(names.map((agent) => ({ agent, seed: 1, success: 0.5 }))).layout as {
        height: number;
        xaxis: { ticktext: string[]; tickangle: number };
      };
    expect(axisOf(['dawn', 'vanilla'])).toMatchObject({ height: 420, xaxis: { tickangle: 0 } });
    const five = axisOf(arms);
    expect(five.xaxis.tickangle).toBe(0);
    expect(five.xaxis.ticktext[3]).toBe('512 × 2 blocks +<br>LayerNorm<br>50 % (n = 1)');
    expect(five.height).toBe(420 + 17);
    expect(axisOf(nine).xaxis).toMatchObject({
      tickangle: -90,
      ticktext: expect.arrayContaining(['spectral<br>50 % (n = 1)']),
    });
  });
});
