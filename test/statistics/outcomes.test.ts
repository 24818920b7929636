import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/random/index.js';
import { crossedBootstrap, mcnemar, mean, passAtK, studentCI } from '../../src/statistics/index.js';

const golden = JSON.parse(readFileSync(new URL('../golden/outcomes.json', import.meta.url), 'utf8'));

/** Outcomes before and after of a table of pairs. */
function pairs({ both, mended, broken, neither }: Record<string, number>): [number[], number[]] {
  const of = (count: number, outcome: number) => Array<number>(count).fill(outcome);
  return [
    [...of(both, 1), ...of(mended, 0), ...of(broken, 1), ...of(neither, 0)],
    [...of(both, 1), ...of(mended, 1), ...of(broken, 0), ...of(neither, 0)],
  ];
}

describe('mcnemar', () => {
  it.each(golden.mcnemar as Record<string, number>[])('is the exact test of statsmodels for %j', (table) => {
    const { mended, broken, pValue } = mcnemar(...pairs(table));
    expect({ mended, broken }).toEqual({ mended: table.mended, broken: table.broken });
    expect(pValue).toBeCloseTo(table.pValue, 12);
  });

  it('refuses outcomes that do not pair up, or are none', () => {
    expect(() => mcnemar([1, 0], [1])).toThrow(/2 outcomes before and 1 after do not pair up/);
    expect(() => mcnemar([1], [0.5])).toThrow(/an outcome is 1 or 0, got 0.5/);
    expect(() => mcnemar([], [])).toThrow(RangeError);
  });
});

describe('passAtK', () => {
  it.each(golden.passAtK as Record<string, number>[])('is 1 − C(n − c, k)/C(n, k) for %j', ({ chance, ...counts }) => {
    expect(passAtK(counts.successes, counts.attempts, counts.k)).toBeCloseTo(chance, 12);
  });

  it('refuses more successes or more tries than attempts', () => {
    expect(() => passAtK(5, 4, 1)).toThrow(/neither can be more/);
    expect(() => passAtK(1, 4, 5)).toThrow(/neither can be more/);
  });
});

describe('crossedBootstrap', () => {
  const stream = randomStream(1, 'test');
  const draws = (runs: number, episodes: number, cell: (run: number, episode: number) => number) =>
    Array.from({ length: runs }, (_, run) => Array.from({ length: episodes }, (_, episode) => cell(run, episode)));

  it('is a point where nothing differs, around the mean of all cells', () => {
    expect(
      crossedBootstrap(
        draws(3, 4, () => 0.25),
        { resamples: 50 },
      ),
    ).toMatchObject({
      estimate: 0.25,
      low: 0.25,
      high: 0.25,
      level: 0.95,
    });
  });

  it('knows the spread of runs where episodes are alike, and of episodes where runs are', () => {
    const runScores = [0, 0.2, 0.4, 0.9];
    const byRuns = crossedBootstrap(
      draws(4, 50, (run) => runScores[run]),
      { resamples: 4_000 },
    );
    expect(byRuns.estimate).toBeCloseTo(mean(runScores), 12);
    // Without noise of episodes it is the bootstrap of four scores, whose standard error is √(Σ(x − x̄)²)/n.
    const se = Math.sqrt(runScores.reduce((sum, x) => sum + (x - mean(runScores)) ** 2, 0)) / 4;
    expect((byRuns.high - byRuns.low) / (2 * 1.96)).toBeCloseTo(se, 1);
    const coins = Array.from({ length: 200 }, () => (stream.uniform() < 0.5 ? 1 : 0));
    const byEpisodes = crossedBootstrap(
      draws(4, 200, (_, episode) => coins[episode]),
      { resamples: 4_000 },
    );
    expect((byEpisodes.high - byEpisodes.low) / (2 * 1.96)).toBeCloseTo(Math.sqrt(0.25 / 200), 2);
  });

  it('is wider than the interval over runs alone where runs hardly differ', () => {
    const coins = Array.from({ length: 60 }, () => (stream.uniform() < 0.5 ? 1 : 0));
    const cells = draws(4, 60, (run, episode) => (episode === run ? 1 : coins[episode]));
    const alone = studentCI(cells.map(mean));
    const both = crossedBootstrap(cells, { resamples: 2_000 });
    expect(both.high - both.low).toBeGreaterThan(2 * (alone.high - alone.low));
  });

  it('refuses a single run, and runs of several sets', () => {
    expect(() => crossedBootstrap([[0, 1]])).toThrow(RangeError);
    expect(() =>
      crossedBootstrap([
        [0, 1],
        [0, 1, 1],
      ]),
    ).toThrow(/All must be scored on one set/);
  });
});
