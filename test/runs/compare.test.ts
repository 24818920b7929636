import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/files/index.js';
import {
  comparedSide,
  compareSides,
  comparisonFigures,
  comparisonNotes,
  comparisonRows,
  type RecordedRun,
  readSide,
  runOfRecords,
} from '../../src/runs/index.js';
import { recordLines } from '../../src/training/records.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from './records.js';

interface Changes {
  readonly start?: object;
  readonly success?: number;
  readonly chunks?: readonly number[];
  readonly heldOut?: string;
}

/** Success 0.5 at 0 chunks and `success` at the end. */
function run(
  agent: string,
  seed: number,
  { start, success = 1, chunks = [0, 100], heldOut }: Changes = {},
): RecordedRun {
  const made = runOfRecords(shortRun(agent, seed, 'completed'));
  const values = chunks.map((_, i) => (i === 0 ? 0.5 : success));
  const counters = { primitiveSteps: chunks.map((at) => 4 * at), updates: chunks.map((at) => 2 * at) };
  const times = { chunks, ...counters, seconds: chunks, episodes: chunks.map(() => 50) };
  const score = { firstSeed: 7, base: heldOut, mean: heldOut, sampled: heldOut, residual: { size: 0, saturated: 0 } };
  return {
    ...made,
    start: { ...made.start, schedule: { totalChunks: chunks.at(-1) }, ...start },
    curve: { ...times, success: values },
    ...(heldOut && { heldOut: score }),
  } as RecordedRun;
}

const side = (label: string, runs: readonly RecordedRun[]) => comparedSide(label, runs);
const low = side(
  'low',
  [1, 2, 3].map((seed) => run('vanilla', seed, { success: 0.5 })),
);

describe('scores', () => {
  const high = side(
    'high',
    [0.6, 0.7, 0.8].map((success, i) => run('dawn', i + 1, { success })),
  );

  it('are paired by seed, with the interval of Student', () => {
    const { pairing, scores, upTo } = compareSides(low, high);
    // Differences 0.1, 0.2, 0.3: mean 0.2, s.d. 0.1, t(2) = 4.3027, so ± 0.24841. Areas differ by half of it.
    expect(upTo).toBe(100);
    expect(pairing).toMatchObject({ method: 'paired', shared: [1, 2, 3] });
    expect(scores.map(({ score }) => score)).toEqual(['success at 100 chunks', 'mean success over 100 chunks']);
    expect(scores[0].interval.estimate).toBeCloseTo(0.2, 12);
    expect(scores[0].interval.high).toBeCloseTo(0.44841, 4);
    expect(scores[1].interval.low).toBeCloseTo(-0.02421, 4);
    expect(scores[0].a).toBeCloseTo(0.5, 12);
    expect(scores[0].b).toBeCloseTo(0.7, 12);
  });

  it('leave out seeds without a partner, and say so', () => {
    const more = side(
      'more',
      [2, 3, 4].map((seed) => run('dawn', seed)),
    );
    const { pairing } = compareSides(low, more);
    expect(pairing.shared).toEqual([2, 3]);
    expect(pairing.said).toContain('seed 1 of low has no partner');
    expect(pairing.said).toContain('seed 4 of more has no partner');
  });

  it('are independent samples where no seeds are shared', () => {
    const other = side(
      'other',
      [11, 12].map((seed) => run('dawn', seed)),
    );
    const { pairing, scores } = compareSides(low, other);
    expect(pairing.method).toBe('welch');
    expect(scores[0].interval).toMatchObject({ estimate: 0.5, method: 'welch' });
  });

  it('of single runs have no interval', () => {
    const { scores, pairing } = compareSides(
      side('a', [run('vanilla', 1)]),
      side('b', [run('dawn', 1, { success: 0.9 })]),
    );
    expect(scores[0].interval.estimate).toBeCloseTo(-0.1, 12);
    expect(scores[0].interval.low).toBeNaN();
    expect(pairing.said).toContain('one pair has no interval');
  });
});

it('runs of different budgets are compared up to the shorter one, on any axis', () => {
  const short = side(
    'short',
    [1, 2].map((seed) => run('dawn', seed, { chunks: [0, 50] })),
  );
  const { upTo, notes, scores } = compareSides(low, short, { axis: 'updates' });
  expect(upTo).toBe(100);
  expect(notes).toContain('The budgets differ (100 and 50 chunks): compared is up to 100 updates.');
  expect(scores[0].score).toBe('success at 100 updates');
  expect(scores[0].interval.estimate).toBeCloseTo(0.5, 12);
});

it('other tasks and mixed runs are refused in words', () => {
  const start = { ...low.runs[0].start, task: 'panda-peg' };
  expect(() => compareSides(low, side('panda', [run('dawn', 1, { start })]))).toThrow(
    /low was trained on gantry-peg and panda on panda-peg/,
  );
  const mixed = [run('dawn', 1), run('dawn', 2, { start: { settings: { lambda: 0.1 } } })];
  expect(() => side('mixed', mixed)).toThrow(/mixed is no single arm: it has runs with lambda 0.2 and 0.1/);
});

it('settings are told only where they differ', () => {
  const other = side('other', [run('dawn', 1, { start: { engine: 'xla', settings: { lambda: 0.1, discount: 0.9 } } })]);
  const told = compareSides(low, other).settings.map(({ part, name, a, b }) => [part, name, a, b]);
  expect(told).toEqual([
    ['run', 'agent', 'vanilla', 'dawn'],
    ['run', 'engine', 'onnx', 'xla'],
    ['settings', 'lambda', 0.2, 0.1],
    ['settings', 'discount', undefined, 0.9],
  ]);
  expect(compareSides(low, low).notes).toContain('Nothing that was noted differs but the seeds.');
});

it('episodes that change are counted pair by pair, with the exact test of McNemar', () => {
  const scored = (agent: string, texts: readonly string[]) =>
    side(
      agent,
      texts.map((heldOut, i) => run(agent, i + 1, { heldOut })),
    );
  const comparison = compareSides(scored('vanilla', ['0000011', '0101010']), scored('dawn', ['1111111', '0101011']));
  // Five toss-ups that all fall one way: p = 2 / 2⁵.
  expect(comparison.episodes?.seeds).toMatchObject([
    { seed: 1, mended: 5, broken: 0 },
    { seed: 2, mended: 1, broken: 0 },
  ]);
  expect(comparison.episodes?.seeds[0].pValue).toBeCloseTo(0.0625, 12);
  expect(comparison.episodes?.gain?.estimate).toBeCloseTo(6 / 14, 12);
  expect(comparisonRows(comparison).episodes[0]).toEqual({ seed: 1, 'fixed by B': 5, 'broken by B': 0, p: '0.063' });
  expect(comparisonNotes(comparison).join(' ')).toContain('7 held-out episodes');
  expect(comparisonFigures(comparison).map(({ data }) => data.length > 0)).toEqual([true, true]);
});

describe('a side as text', () => {
  it('is an arm of a recorded table, with what its runs are by value', () => {
    const { runs, identities } = readSide('08-dawn.gantry-peg:dawn');
    expect(runs.map(({ agent, seed }) => [agent, seed])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ['dawn', seed]),
    );
    expect(identities[0]).toMatchObject({ engine: 'onnx', agent: { warmupChunks: 4000 } });
    const told = compareSides(readSide('08-dawn.gantry-peg:vanilla'), readSide('08-dawn.gantry-peg:dawn')).settings;
    expect(told.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['warmupChunks', 'critic', 'agent.gate', 'agent.update']),
    );
    expect(told.find(({ name }) => name === 'lambda')).toBeUndefined();
  });

  it('is the directory of a run, or a folder of them', () => {
    const folder = join(temporaryFolder(), 'arm');
    for (const seed of [1, 2]) {
      mkdirSync(join(folder, `seed${seed}`), { recursive: true });
      writeFileAtomic(join(folder, `seed${seed}`, 'metrics.jsonl'), recordLines(shortRun('dawn', seed, 'completed')));
    }
    expect(readSide(folder).runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(readSide(join(folder, 'seed2')).label).toBe('seed2');
  });

  it.each([
    ['08-dawn.gantry-peg:dwn', /names no arm; there are dawn, policyDecorator, vanilla. Did you mean 'dawn'\?/],
    ['08-dawn.gantry-peg', /does not say which arm/],
    ['08-dawn.gantrypeg:dawn', /There is no '08-dawn.gantrypeg:dawn'. Did you mean '08-dawn.gantry-peg'\?/],
    ['src', /holds no run: no metrics.jsonl/],
  ])('%s is refused', (text, error) => expect(() => readSide(text)).toThrow(error));
});
