import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  areaAfterWarmup,
  areaOverUpdates,
  areaUnderCurve,
  armConfound,
  armMarks,
  attainable,
  compareArms,
  compareSpeed,
  finalSuccess,
  hadItSucceeded,
  lossOverUpdates,
  meanProbe,
  probeOverUpdates,
  type RecordedRun,
  successCurve,
  timeToThreshold,
} from '../../src/runs/index.js';
import { familyVerdicts } from '../../src/statistics/index.js';

interface Golden {
  readonly updates: number;
  readonly early: [number, number];
  readonly threshold: number;
  readonly runs: readonly ({ readonly run: RecordedRun } & Readonly<Record<Score, number>>)[];
}
type Score = 'areaOverUpdates' | 'lossOverUpdates' | 'areaAfterWarmup' | 'updatesToThreshold' | 'earlyError';
/** Recorded runs, and what NumPy and SciPy make of them; written by test/golden/verdicts.py. */
const golden = JSON.parse(readFileSync(new URL('../golden/verdicts.json', import.meta.url), 'utf8')) as Golden;

/** A run of 800 chunks that is its base policy, .4, for `warmup` of them, and is evaluated every 200. */
function runOf(warmup: number, success: readonly number[], seed = 1, over: Partial<RecordedRun> = {}): RecordedRun {
  const chunks = [0, 200, 400, 600, 800];
  const column = (of: (chunk: number) => number) => chunks.map(of);
  return {
    agent: 'dawn',
    seed,
    status: 'completed',
    base: { success: 0.4, episodes: 50 },
    training: {},
    start: {
      kind: 'start',
      task: 'gantry-peg',
      agent: 'dawn',
      seed,
      base: 'diffusion',
      engine: 'onnx',
      threads: 1,
      schedule: { totalChunks: 800, updatesPerChunk: 1 },
      settings: { warmupChunks: warmup },
    },
    curve: {
      chunks,
      success,
      updates: column((chunk) => Math.max(0, chunk - warmup)),
      primitiveSteps: column((chunk) => 4 * chunk),
      episodes: column(() => 50),
      seconds: chunks,
    },
    ...over,
  };
}
const late = (seed = 1) => runOf(400, [0.4, 0.4, 0.4, 0.8, 1], seed);
const early = (seed = 1) => runOf(0, [0.4, 0.2, 0.6, 1, 1], seed);

describe('scores on equal updates', () => {
  it.each(golden.runs)('are what SciPy makes of a recorded run: $run.variant, seed $run.seed', (entry) => {
    const { run } = entry;
    const { updates, threshold } = golden;
    expect(areaOverUpdates(updates)(run)).toBeCloseTo(entry.areaOverUpdates, 10);
    expect(lossOverUpdates(updates)(run)).toBeCloseTo(entry.lossOverUpdates, 6);
    expect(areaAfterWarmup(run)).toBeCloseTo(entry.areaAfterWarmup, 10);
    expect(timeToThreshold(threshold, { axis: 'updates', horizon: updates })(run)).toBeCloseTo(
      entry.updatesToThreshold,
      2,
    );
    expect(probeOverUpdates('baseErrorLow', ...golden.early)(run)).toBeCloseTo(entry.earlyError, 8);
  });

  it('are what hands make of a short one', () => {
    expect(successCurve(late(), 'updates')).toEqual({ times: [0, 200, 400], values: [0.4, 0.8, 1] });
    expect(successCurve(late(), 'primitiveSteps').times).toEqual([0, 800, 1600, 2400, 3200]);
    expect(areaOverUpdates(400)(late())).toBeCloseTo((0.6 + 0.9) / 2, 12);
    expect(areaOverUpdates(400)(early())).toBeCloseTo((0.3 + 0.4) / 2, 12);
    expect(areaAfterWarmup(late())).toBeCloseTo(0.75, 12);
    // Below .4 from 0 to 200, a triangle of height .2, and on to the middle of the rise to .6.
    expect(lossOverUpdates(400)(early())).toBeCloseTo((0.2 * 200 * 0.5 + 0.2 * 100 * 0.5) / 400, 12);
    expect(timeToThreshold(0.8, { axis: 'updates' })(late())).toBe(200);
    expect(timeToThreshold(0.8)(late())).toBe(600);
    expect(timeToThreshold(0.9, { axis: 'updates', horizon: 300 })(late())).toBeCloseTo(300, 12);
  });

  it('of a run that diverged go on to the end of its budget', () => {
    const cut = { chunks: [0, 200], updates: [0, 200], primitiveSteps: [0, 800], success: [0.4, 0.1] };
    const diverged = runOf(0, [], 1, { status: 'diverged', curve: { ...cut, episodes: [50, 50], seconds: [0, 1] } });
    expect(successCurve(diverged, 'updates')).toEqual({ times: [0, 200, 800], values: [0.4, 0.1, 0.1] });
    expect(successCurve(diverged, 'primitiveSteps').times).toEqual([0, 800, 3200]);
  });

  it('refuse what a run does not cover, and name it', () => {
    expect(() => areaOverUpdates(401)(late())).toThrow(
      /dawn, seed 1, was evaluated from 0 to 400 updates; .* 0 to 401/,
    );
    expect(() => timeToThreshold(0.8, { horizon: 900 })(late())).toThrow(/timeToThreshold: dawn, seed 1/);
    const mute = { ...late(), start: { ...late().start, settings: {} } };
    expect(() => areaAfterWarmup(mute)).toThrow(/no warmupChunks/);
  });
});

describe('a diagnostic over updates', () => {
  const probes = { chunks: [0, 0, 200, 400], updates: [0, 0, 100, 300], q: [9, 10, 4, 0], seen: [null, null, 1, 3] };
  const probed = { ...late(), probes };
  it('is the area between two counts; of several probes at one count the last is taken', () => {
    expect(probeOverUpdates('q', 0, 300)(probed)).toBeCloseTo((7 * 100 + 2 * 200) / 300, 12);
    expect(probeOverUpdates('q', 50, 200)(probed)).toBeCloseTo((5.5 * 50 + 3 * 100) / 150, 12);
    expect(probeOverUpdates('seen', 100, 300)(probed)).toBeCloseTo(2, 12);
    expect(meanProbe('q')(probed)).toBe(2);
  });
  it('is refused where there are no probes', () => {
    expect(() => probeOverUpdates('seen', 50, 300)(probed)).toThrow(/has 'seen' from 100 to 300 updates/);
    expect(() => probeOverUpdates('none', 0, 300)(probed)).toThrow(/from undefined to undefined/);
    expect(() => probeOverUpdates('q', 300, 300)(probed)).toThrow(/300 to 300/);
  });
});

describe('what a reader must know of arms', () => {
  const set = (run: RecordedRun, settings: object, training = {}) => ({
    ...run,
    training,
    start: { ...run.start, settings: { ...run.start.settings, ...settings } },
  });

  it('is which other settings differ', () => {
    const [ours, theirs] = [
      [set(late(), { alpha: 0.01, actor: { width: 2 } })],
      [set(early(), { alpha: 1, extra: true })],
    ];
    expect(armConfound(ours, theirs, ['warmupChunks', 'actor'])).toBe(
      'alpha is 0.01 against 1; extra is null against true',
    );
    expect(armConfound(ours, ours, [])).toBeUndefined();
  });

  it('is which critics end beyond what returns can be', () => {
    const wild = set(late(4), { discount: 0.97 }, { chunks: [800], q: [64] });
    const marks = armMarks({ DAWN: [late(1)], Vanilla: [wild] });
    expect(marks).toEqual(['Vanilla: seed 4 ends with a mean Q of 64; returns lie in [−33.3, 0]']);
  });
});

describe('what a run could have scored', () => {
  it('is that of one that fails, or succeeds, from its first update on', () => {
    expect(hadItSucceeded(late(), 1).curve.success).toEqual([0.4, 0.4, 0.4, 1, 1]);
    // .4 over 400 chunks, then up to 1 in 200, and 1: (160 + 140 + 200) / 800; down to 0: (160 + 40) / 800.
    expect(attainable(areaUnderCurve)(late())).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.625, 12)]);
    expect(attainable(areaUnderCurve)(early())).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.925, 12)]);
    expect(attainable(finalSuccess)(late())).toEqual([0, 1]);
    expect(attainable(lossOverUpdates(400))(late())).toEqual([0, expect.closeTo((0.2 * 200 + 0.4 * 200) / 400, 12)]);
    expect(attainable(timeToThreshold(0.7, { axis: 'updates' }))(late())).toEqual([expect.closeTo(100, 12), 400]);
  });
  it('is what it scored, of one that ended before its first update', () => {
    const idle = runOf(800, [0.4, 0.4, 0.4, 0.4, 0.4]);
    expect(attainable(finalSuccess)(idle)).toEqual([0.4, 0.4]);
  });
  it('is refused of a score that success does not touch', () => {
    expect(() => attainable(({ seed }) => seed)(late())).toThrow(/is 1 whether it always fails or always succeeds/);
  });
});

describe('arms', () => {
  const [ours, theirs] = [1, 2, 3].reduce<RecordedRun[][]>(
    ([a, b], seed) => [
      [...a, late(seed)],
      [...b, early(seed)],
    ],
    [[], []],
  );

  it('cannot win an area that their warmup has given away', () => {
    // At most .625, and the other has (.3 + .4 + .8 + 1) / 4 = .625.
    const compared = compareArms(ours, theirs, areaUnderCurve);
    expect(compared.possible).toEqual([expect.closeTo(0.25 - 0.625, 12), expect.closeTo(0, 12)]);
    expect(compared.contrast.estimate).toBeCloseTo(0.575 - 0.625, 12);
    const terms = { claim: 'The anchor is worth its chunks.', direction: 'above', margin: 1e-9 } as const;
    expect(familyVerdicts([{ ...terms, ...compared }])[0].verdict).toBe('undecidable here');
  });

  it('can on equal updates', () => {
    const compared = compareArms(ours, theirs, areaOverUpdates(400), { method: 'welch' });
    expect(compared).toMatchObject({
      runs: 3,
      possible: [expect.closeTo(0.1 - 0.35, 12), expect.closeTo(0.85 - 0.35, 12)],
    });
    expect(compared.contrast.estimate).toBeCloseTo(0.4, 12);
    const terms = { claim: 'The anchor helps per update.', direction: 'above', margin: 0 } as const;
    expect(familyVerdicts([{ ...terms, ...compared }])[0].verdict).toBe('supported');
  });

  it('are paired by the seeds that both have', () => {
    const compared = compareArms([late(3), late(1), late(9)], theirs, finalSuccess, { method: 'paired' });
    expect(compared.runs).toBe(2);
    expect(compared.contrast.at(0.95).method).toBe('student, paired by seed');
  });

  it('have bounds of their own for a diagnostic', () => {
    const seen = (run: RecordedRun, q: number) => ({ ...run, probes: { updates: [400], q: [q] } });
    const [a, b] = [ours.map((run) => seen(run, 3)), theirs.map((run) => seen(run, 2))];
    const compared = compareArms(a, b, meanProbe('q'), { method: 'welch', bounds: () => [0, Infinity] });
    expect(compared).toMatchObject({ possible: [-2, Infinity], contrast: { estimate: 1 } });
  });

  it('on several tasks are strata', () => {
    const compared = compareArms([ours, theirs], [theirs, theirs], areaOverUpdates(400));
    expect(compared.contrast.estimate).toBeCloseTo((0.75 + 0.35) / 2 - 0.35, 12);
    expect(compared.runs).toBe(3);
  });

  it('are marked where critics cannot be right', () => {
    const wild = theirs.map((run) => ({
      ...run,
      training: { chunks: [800], q: [64] },
      start: { ...run.start, settings: { warmupChunks: 0, discount: 0.97 } },
    }));
    const marks = ['dawn: seeds 1–3 end with a mean Q of 64; returns lie in [−33.3, 0]'];
    expect(compareArms(ours, wild, finalSuccess).marks).toEqual(marks);
    expect(compareSpeed(ours, wild, 0.8).marks).toEqual(marks);
    const elsewhere = ours.map((run) => ({ ...run, start: { ...run.start, task: 'panda-peg' } }));
    const both = compareArms([ours, elsewhere], [wild, elsewhere], finalSuccess);
    expect(both.marks).toEqual([marks[0].replace('dawn', 'dawn, gantry-peg')]);
    expect(compareArms(ours, theirs, finalSuccess).marks).toEqual([]);
  });

  it('are sooner by a ratio that the warmup bounds', () => {
    // The other crosses .8 at 500; ours at 600, at best at 400 + 200 · .4 / .6.
    const { contrast, possible } = compareSpeed(ours, theirs, 0.8);
    expect(contrast.estimate).toBeCloseTo(500 / 600, 12);
    expect(possible).toEqual([0, expect.closeTo(500 / (400 + 400 / 3), 12)]);
    expect(compareSpeed(ours, theirs, 0.8, 'updates').contrast.estimate).toBeCloseTo(500 / 200, 12);
  });
});
