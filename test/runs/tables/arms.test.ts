import { describe, expect, it, vi } from 'vitest';
import {
  areaUnderCurve,
  armNotes,
  armRows,
  armRuns,
  armScores,
  finalSuccess,
  halfBudgetSuccess,
  metricRows,
  namedArms,
  type RecordedRun,
  runOfRecords,
  successAt,
  successCurve,
  tableArms,
  timeToThreshold,
  unlearningDepth,
} from '../../../src/runs/index.js';
import { shortRun } from '../records.js';

/** Success .4, .1, .9 at 0, 160, 320 chunks; base .4. */
const run = (over: Partial<RecordedRun> & { base?: never; kind?: string; task?: string } = {}): RecordedRun => {
  const { kind = 'diffusion', task = 'gantry-peg', ...rest } = over;
  const recorded = runOfRecords(shortRun('dawn', 1, 'completed'));
  return { ...recorded, start: { ...recorded.start, base: kind, task }, ...rest };
};
const noAnchor = { agent: 'dawn', variant: 'no-anchor' };
const table = {
  runs: [run({ seed: 2 }), run({ variant: 'default' }), run({ variant: 'no-anchor' }), run({ agent: 'vanilla' })],
};

describe('arms', () => {
  it('are what differs in more than the seed', () => {
    expect(tableArms(table)).toEqual([
      { agent: 'dawn', variant: 'default', base: 'diffusion' },
      { agent: 'dawn', variant: 'no-anchor', base: 'diffusion' },
      { agent: 'vanilla', variant: 'default', base: 'diffusion' },
    ]);
    expect(namedArms(table).map(({ label }) => label)).toEqual(['dawn', 'dawn/no-anchor', 'vanilla']);
    const over = namedArms({ runs: [run(), run({ kind: 'mlp' })] });
    expect(over.map(({ label }) => label)).toEqual(['dawn over diffusion', 'dawn over mlp']);
  });

  it('have their runs in the order of seeds, a seed of several tables once', () => {
    expect(armRuns(table, { agent: 'dawn' }).map(({ seed }) => seed)).toEqual([1, 2]);
    const other = { runs: [run({ seed: 2, id: 'of another sweep' }), run({ seed: 3 })] };
    expect(armRuns([table, other], { agent: 'dawn' }).map(({ seed, id }) => [seed, id])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it('give rows under their labels, and scores', () => {
    const rows = armRows(table, [
      { label: 'M = 0', ...noAnchor },
      { label: 'dawn', agent: 'dawn' },
    ]);
    expect(rows.map(({ agent }) => agent)).toEqual([...Array(3).fill('M = 0'), ...Array(6).fill('dawn')]);
    expect(armScores(table, { agent: 'dawn' }, ({ seed }) => seed)).toEqual([1, 2]);
  });

  it('are refused when there is none, and when base policy or task are left open', () => {
    expect(() => armRuns(table, { agent: 'dawn', variant: 'no-ancor' })).toThrow(
      /no arm dawn\/no-ancor; there are dawn over diffusion, dawn\/no-anchor over diffusion, vanilla/,
    );
    const bases = { runs: [run(), run({ kind: 'mlp' })] };
    expect(() => armRuns(bases, { agent: 'dawn' })).toThrow(/over diffusion and mlp\. Say which: \{ base: … \}/);
    expect(armRuns(bases, { agent: 'dawn', base: 'mlp' })).toHaveLength(1);
    expect(() => armRuns([table, { runs: [run({ task: 'panda-peg' })] }], { agent: 'dawn' })).toThrow(
      /on gantry-peg and panda-peg\. Take one task at a time/,
    );
  });
});

describe('a sample', () => {
  const dawn = { agent: 'dawn' };
  const planned = (
    over: Omit<Partial<RecordedRun>, 'base'>,
    schedule: object,
    settings: object = { lambda: 0.2 },
  ): RecordedRun => {
    const made = run(over);
    return { ...made, start: { ...made.start, schedule, settings } };
  };
  const whole = (over: Omit<Partial<RecordedRun>, 'base'>, settings?: object) =>
    planned(over, { totalChunks: 320 }, settings);
  const scoresOf = (...runs: RecordedRun[]) => armScores({ runs }, dawn, finalSuccess);

  it('never has runs of two budgets', () => {
    const half = planned({ seed: 2 }, { totalChunks: 160 });
    const both = { runs: [whole({ seed: 1 }), half] };
    expect(() => armScores(both, dawn, finalSuccess)).toThrow(
      'The arm dawn has runs of 160 and 320 chunks. Say which: { chunks: … }.',
    );
    expect(armScores(both, { ...dawn, chunks: 320 }, ({ seed }) => seed)).toEqual([1]);
    expect(() => armRows(both, [{ label: 'dawn', ...dawn }])).toThrow(/has runs of 160 and 320 chunks/);
    expect(() => metricRows(both, [{ label: 'dawn', ...dawn }], 'training', ['q'])).toThrow(/160 and 320 chunks/);
    expect(armNotes(both, dawn)[0]).toMatch(/^runs of 160 and 320 chunks/);
  });

  it('never has runs of two settings, schedules or base policies', () => {
    const schedule = { totalChunks: 320, batchSize: 128, actor: { width: 1, depth: 2 } };
    const same = { ...schedule, actor: { depth: 2, width: 1 }, checkpointEvery: 7 };
    expect(scoresOf(planned({}, schedule), planned({ seed: 2 }, same))).toEqual([0.9, 0.9]);
    expect(() => scoresOf(planned({}, schedule), planned({ seed: 2 }, { ...schedule, batchSize: 64 }))).toThrow(
      'The arm dawn has runs with batchSize 128 and 64.',
    );
    expect(() => scoresOf(whole({}), whole({ seed: 2 }, { lambda: 0.1 }))).toThrow(/runs with lambda 0\.2 and 0\.1/);
    expect(() => scoresOf(whole({}), whole({ seed: 2 }, {}))).toThrow(/runs with lambda 0\.2 and none/);
    expect(() => scoresOf(whole({}), { ...whole({ seed: 2 }), base: { success: 0.5, episodes: 200 } })).toThrow(
      /over base policies that succeed in 0\.4 of 200 and 0\.5 of 200 episodes/,
    );
  });

  it('leaves out runs that have not ended, and says which', () => {
    const open = whole({ seed: 2, status: 'unfinished' });
    const cut = planned({ seed: 3 }, { totalChunks: 320 });
    const short = { ...cut, curve: { ...cut.curve, chunks: cut.curve.chunks.slice(0, 2) } };
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    expect(armScores({ runs: [whole({}), open, short] }, dawn, ({ seed }) => seed)).toEqual([1]);
    expect(warned.mock.calls).toEqual([
      ['dawn: left out: seed 2 is unfinished after 320 of 320 chunks; seed 3 is unfinished after 160 of 320 chunks.'],
    ]);
    warned.mockRestore();
    expect(() => scoresOf(open)).toThrow(/no run that has ended: seed 2 is unfinished after 320 of 320 chunks/);
    const rows = armRows({ runs: [whole({}), open] }, [{ label: 'dawn', ...dawn }]);
    expect(rows.map(({ seed, mark }) => [seed, mark])).toEqual([
      ...Array(3).fill([1, undefined]),
      ...Array(3).fill([2, 'unfinished']),
    ]);
  });

  it('takes a seed once, and refuses two runs of it that differ', () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    expect(scoresOf(whole({}), whole({}), whole({ seed: 2 }))).toEqual([0.9, 0.9]);
    expect(warned.mock.calls).toEqual([['dawn: there more than once, counted once: seed 1.']]);
    warned.mockRestore();
    const first = whole({});
    const zero = { ...first, curve: { ...first.curve, success: [0, 0, 0] } };
    expect(() => scoresOf(first, zero)).toThrow(
      'The arm dawn has 2 runs of seed 1 that differ, first at curve.success at 0 chunks: 0.4 and 0.',
    );
    expect(() => armScores([{ runs: [first] }, { runs: [zero] }], dawn, finalSuccess)).toThrow(/seed 1 that differ/);
  });
});

describe('scores of a run', () => {
  it('are what the curve says by hand', () => {
    expect(finalSuccess(run())).toBe(0.9);
    expect(successAt(160)(run())).toBe(0.1);
    // Half of the way from .1 to .9.
    expect(successAt(240)(run())).toBeCloseTo(0.5, 12);
    expect(halfBudgetSuccess(run())).toBe(0.1);
    // (.4 + .1) / 2 and (.1 + .9) / 2 over equal stretches.
    expect(areaUnderCurve(run())).toBeCloseTo(0.375, 12);
    expect(unlearningDepth(run())).toBeCloseTo(0.3, 12);
    // From .1 at 160 to .9 at 320: .8 after seven eighths.
    expect(timeToThreshold(0.8)(run())).toBeCloseTo(300, 12);
    expect(timeToThreshold(0.95)(run())).toBe(320);
    expect(timeToThreshold(0.3)(run())).toBe(0);
  });

  it('of one that diverged: its last success holds to the end of its budget', () => {
    const start = { ...run().start, schedule: { totalChunks: 640 } };
    const diverged = { ...run({ status: 'diverged' }), start };
    expect(successCurve(diverged)).toEqual({ times: [0, 160, 320, 640], values: [0.4, 0.1, 0.9, 0.9] });
    expect(areaUnderCurve(diverged)).toBeCloseTo((0.25 * 160 + 0.5 * 160 + 0.9 * 320) / 640, 12);
    expect(successAt(500)(diverged)).toBeCloseTo(0.9, 12);
    expect(halfBudgetSuccess(diverged)).toBe(0.9);
    expect(timeToThreshold(0.95)(diverged)).toBe(640);
  });

  it('are refused beyond the end of a run that was shorter', () => {
    expect(() => successAt(321)(run())).toThrow(/dawn, seed 1, was evaluated from 0 to 320 chunks; asked for was 321/);
    expect(() => successAt(Number.NaN)(run())).toThrow(RangeError);
  });
});

describe('metricRows', () => {
  const probes = { chunks: [0, 160], baseQ: [-0.5, null], baseErrorLow: [3, 2] };
  const probed = { runs: [run({ probes }), run({ seed: 2, probes }), run({ variant: 'no-anchor' })] };

  it('give the columns that are asked for, under the arm’s label, without what is missing', () => {
    expect(metricRows(probed, [{ agent: 'dawn', label: 'with' }], 'probes', ['chunks', 'baseQ'])).toEqual([
      { agent: 'with', seed: 1, chunks: 0, baseQ: -0.5 },
      { agent: 'with', seed: 1, chunks: 160 },
      { agent: 'with', seed: 2, chunks: 0, baseQ: -0.5 },
      { agent: 'with', seed: 2, chunks: 160 },
    ]);
    expect(metricRows(probed, [{ agent: 'dawn', label: 'with' }], 'training', ['successRate'])).toHaveLength(4);
  });

  it('name the columns that there are when another one is asked for', () => {
    const ask = () => metricRows(probed, [{ agent: 'dawn', label: 'with' }], 'probes', ['chunk']);
    expect(ask).toThrow(/no run has 'chunk' among its probes; there are chunks, baseQ, baseErrorLow/);
  });
});
