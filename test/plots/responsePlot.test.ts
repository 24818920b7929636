import { describe, expect, it } from 'vitest';
import { responsePlot } from '../../src/plots/index.js';
import { studentCI } from '../../src/statistics/index.js';
import { marksOf, tracesOf } from './rows.js';

const rows = [
  { agent: 'final', seed: 1, x: 4000, success: 1 },
  { agent: 'final', seed: 1, x: 0, success: 0.2 },
  { agent: 'final', seed: 2, x: 0, success: 0.9 },
  { agent: 'final', seed: 3, x: 0, success: 0.4 },
];

describe('responsePlot', () => {
  it('shows every run, and the mean at each value in order', () => {
    const [dots, line] = tracesOf(responsePlot(rows, { quantity: 'M' }));
    expect(dots).toMatchObject({ x: [4000, 0, 0, 0], y: [1, 0.2, 0.9, 0.4] });
    expect(line).toMatchObject({ x: [0, 4000], y: [0.5, 1] });
  });

  it('has a Student interval from three runs on, cut to what a rate can be', () => {
    const [, line] = tracesOf(responsePlot(rows, { quantity: 'M' }));
    expect(studentCI([0.2, 0.9, 0.4]).low).toBeLessThan(0);
    expect(line.error_y!.array).toEqual([0.5, 0]);
    expect(line.error_y!.arrayminus).toEqual([0.5, 0]);
  });

  it('draws the line without a gain under everything, and the base policy across', () => {
    const base = { successes: 36, episodes: 100 };
    const figure = responsePlot([{ agent: 'final', seed: 1, x: 0.4, success: 0.9 }], {
      quantity: 'base success',
      diagonal: true,
      base,
    });
    const [identity] = tracesOf(figure);
    expect(identity.x).toEqual(identity.y);
    expect(identity.x).toEqual([0.2, expect.closeTo(0.6)]);
    expect(marksOf(figure, 'annotations').map(({ text }) => text)).toEqual(['final', 'Base policy 36 %', 'no gain']);
    expect(marksOf(figure, 'shapes')).toHaveLength(2);
  });

  it('refuses nothing to draw, and what is no number', () => {
    expect(() => responsePlot([], { quantity: 'M' })).toThrow(/no rows/);
    expect(() => responsePlot([{ ...rows[0], x: Number.NaN }], { quantity: 'M' })).toThrow(/seed 1, is 1 at NaN/);
  });
});
