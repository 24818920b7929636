import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/random/randomStream.js';
import {
  iqm,
  mean,
  normalCI,
  simultaneousBand,
  stratifiedBootstrap,
  studentCI,
  toleranceInterval,
} from '../../src/statistics/index.js';

interface Coverage {
  readonly runs: number;
  readonly resamples: number;
  readonly experiments: number;
  readonly mean: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly simultaneous: number;
  readonly iqm: Readonly<Record<string, number>>;
}

/** The same simulation in NumPy, with other random numbers; written by test/golden/coverage.py. */
const golden = JSON.parse(readFileSync(new URL('../golden/coverage.json', import.meta.url), 'utf8')) as Coverage;
const { runs, resamples } = golden;
const stream = randomStream(7, 'coverage');

/** Scores of one run, by the laws of the script: their true means are 0.5, 0.9, 0.8 and 0.78. */
const laws: Readonly<Record<string, { draw: () => number; truth: number }>> = {
  normal: { draw: () => 0.5 + 0.1 * stream.normal(), truth: 0.5 },
  'success rate': {
    draw: () => drawn(50, () => Number(stream.uniform() < 0.9)).filter(Boolean).length / 50,
    truth: 0.9,
  },
  skewed: { draw: () => 1 - stream.uniform() ** 4, truth: 0.8 },
  collapsing: { draw: () => (stream.uniform() < 0.15 ? 0.1 : 0.9) + 0.02 * stream.normal(), truth: 0.78 },
};

function drawn<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

/** Whether two simulated shares agree: within four standard errors of their difference. */
function expectShare(share: number, experiments: number, expected: number): void {
  const variance = expected * (1 - expected) * (1 / experiments + 1 / golden.experiments);
  expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt(variance));
}

/** The share of experiments in which something held. */
const shareOf = (experiments: number, held: () => boolean) =>
  drawn(experiments, held).filter(Boolean).length / experiments;

const holds = ({ low, high }: { low: number; high: number }, truth: number) => low <= truth && truth <= high;

describe.each(Object.keys(laws))('nominal 95 % intervals of the mean of 8 %s scores cover as in NumPy', (law) => {
  const { draw, truth } = laws[law];
  const intervals = { student: studentCI, normal: normalCI };

  it.each(['student', 'normal'] as const)('%s', (name) => {
    const share = shareOf(2000, () => holds(intervals[name](drawn(runs, draw)), truth));
    expectShare(share, 2000, golden.mean[law][name]);
  });

  it('percentile bootstrap', () => {
    const covers = () => holds(stratifiedBootstrap([drawn(runs, draw)], mean, { resamples }), truth);
    expectShare(shareOf(600, covers), 600, golden.mean[law].percentile);
  });
});

describe('what the documentation says of coverage', () => {
  it('Student is nominal for normal scores', () => {
    // Against the truth, not a simulation: 4 standard errors of a binomial share of 4,000.
    const share = shareOf(4000, () => holds(studentCI(drawn(runs, laws.normal.draw)), 0.5));
    expect(Math.abs(share - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 4000));
  });

  it.each([1, 3, 6])('the bootstrapped IQM of %d tasks covers as in NumPy, a little below', (tasks) => {
    const scores = () => drawn(tasks, () => drawn(runs, laws.normal.draw));
    const share = shareOf(200, () => holds(stratifiedBootstrap(scores(), iqm, { resamples }), 0.5));
    expectShare(share, 200, golden.iqm[tasks]);
  });

  it('a simultaneous band covers a whole curve as in NumPy', () => {
    const times = drawn(10, () => 0).map((_, i) => i);
    const curve = () => {
      const height = stream.normal();
      return times.map(() => height + stream.normal());
    };
    const share = shareOf(200, () => {
      const { low, high } = simultaneousBand({ times, values: drawn(runs, curve) }, { resamples });
      return times.every((_, i) => holds({ low: low[i], high: high[i] }, 0));
    });
    expectShare(share, 200, golden.simultaneous);
  });

  it('a tolerance interval holds its share of runs with its confidence', () => {
    const cdf = (x: number) => normalCdf((x - 0.5) / 0.1);
    const share = shareOf(2000, () => {
      const { low, high } = toleranceInterval(drawn(runs, laws.normal.draw), 0.9, 0.95);
      return cdf(high) - cdf(low) >= 0.9;
    });
    expect(Math.abs(share - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 2000));
  });
});

/** Φ by Simpson's rule from −8, to 1e-9. */
function normalCdf(z: number): number {
  const steps = 400;
  const width = (z + 8) / steps;
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const weight = (i: number) => (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
  return (
    (width / 3) *
    Array.from({ length: steps + 1 }, (_, i) => weight(i) * density(-8 + i * width)).reduce((a, b) => a + b)
  );
}
