import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cheapestRuns,
  compareRuns,
  executeRun,
  findRun,
  newColumns,
  planRecompute,
  type RecordedRun,
  type RunTable,
  recomputeCautions,
  recomputeRun,
  recordedLabel,
  recordedTables,
  runArms,
  runId,
  runOfRecords,
  specIdentity,
  specOfRun,
  writeRunTable,
} from '../../src/runs/index.js';
import { readRecords } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from './records.js';
import { spec } from './specs.js';
import { dawnlab, lastJson, planShort } from './sweeps.js';

const folder = temporaryFolder();
const hand = (agent = 'dawn', seed = 1) => runOfRecords(shortRun(agent, seed, 'completed'));
const provenance = {
  command: '',
  commit: 'abc',
  numerics: '0123',
  versions: {},
  hardware: 'Some CPU, 8 cores, linux-x64',
  recordedAt: '',
};
const tableOf = (runs: readonly RecordedRun[], over: Partial<RunTable> = {}): RunTable => ({
  finding: 'test',
  task: 'gantry-peg',
  provenance,
  arms: [],
  runs,
  ...over,
});

describe('compareRuns', () => {
  const { curve, training, ...run } = hand();

  it('finds equal what differs in the wall clock alone, or has been measured in addition', () => {
    const other = { ...run, curve: { ...curve, seconds: [9, 9, 9] }, training: { ...training, more: [1, 2] } };
    expect(compareRuns(hand(), other)).toBeUndefined();
    const odd = (value: number) => ({ ...hand(), training: { ...training, q: [value, -0] } });
    expect(compareRuns(odd(Number.NaN), { ...hand(), training: { ...training, q: [null, 0] } })).toBeUndefined();
  });

  it('names the earliest place with both values', () => {
    const success = [0.4, 0.1, 0.90001];
    const late = { ...run, curve: { ...curve, success }, training };
    expect(compareRuns(hand(), late)).toEqual({
      where: 'curve.success at 320 chunks',
      recorded: 0.9,
      recomputed: 0.90001,
    });
    const early = { ...late, training: { ...training, successRate: [0.3, 0.8] } };
    expect(compareRuns(hand(), early)).toMatchObject({ where: 'training.successRate at 160 chunks', recomputed: 0.3 });
    const base = { ...early, base: { success: 0.5, episodes: 200 } };
    expect(compareRuns(hand(), base)).toEqual({ where: 'base.success', recorded: 0.4, recomputed: 0.5 });
  });

  it('compares the outcomes on held-out episodes, of runs that have them', () => {
    const residual = { size: 0.5, saturated: 0 };
    const scored = { ...hand(), heldOut: { firstSeed: 7, base: '010', mean: '011', sampled: '001', residual } };
    expect(compareRuns(scored, { ...scored })).toBeUndefined();
    expect(compareRuns(hand(), scored)).toBeUndefined();
    const other = { ...scored, heldOut: { ...scored.heldOut, mean: '111' } };
    expect(compareRuns(scored, other)).toEqual({ where: 'heldOut.mean', recorded: '011', recomputed: '111' });
  });

  it('looks into explicit warmup and probes, in the order of time', () => {
    const full = { ...hand(), explicit: { updates: [8, 16], q: [1, 2] }, probes: { chunks: [160, 320], rank: [3, 4] } };
    expect(compareRuns(full, { ...full })).toBeUndefined();
    const probes = { chunks: [160, 320], rank: [3, 5] };
    const late = { ...full, probes };
    expect(compareRuns(full, late)).toEqual({ where: 'probes.rank at 320 chunks', recorded: 4, recomputed: 5 });
    const explicit = { updates: [8, 16], q: [1, 2.5] };
    expect(compareRuns(full, { ...late, explicit })).toMatchObject({ where: 'explicit.q at 16 updates' });
    expect(compareRuns(full, hand())).toMatchObject({
      where: expect.stringMatching(/^explicit/),
      recomputed: undefined,
    });
    expect(newColumns(hand(), full)).toEqual(['explicit.updates', 'explicit.q', 'probes.chunks', 'probes.rank']);
  });

  it('sees runs of other lengths, missing metrics and other endings', () => {
    const shorter = runOfRecords([...shortRun('dawn', 1).slice(0, 5), ...shortRun('dawn', 1, 'diverged').slice(-1)]);
    expect(compareRuns(hand(), shorter)).toMatchObject({ where: 'curve.chunks at 320 chunks', recomputed: undefined });
    const { q, ...fewer } = training;
    expect(compareRuns(hand(), { ...hand(), training: fewer })).toMatchObject({ where: 'training.q at 320 chunks' });
    expect(compareRuns(hand(), { ...hand(), status: 'diverged' })).toMatchObject({ where: 'status' });
  });
});

describe('the choice of runs', () => {
  const timed = (agent: string, seed: number, seconds: number): RecordedRun => {
    const run = hand(agent, seed);
    return { ...run, id: `${agent}${seed}-0123456789`, curve: { ...run.curve, seconds: [0, 1, seconds] } };
  };
  const tables = [tableOf([timed('dawn', 1, 30), timed('dawn', 2, 10), timed('vanilla', 1, 20)])];
  const names = (count: number) => cheapestRuns(tables, count).map(({ run }) => `${run.agent} ${run.seed}`);

  it('takes the cheapest first, one of each arm before a second', () => {
    expect(names(2)).toEqual(['dawn 2', 'vanilla 1']);
    expect(names(9)).toEqual(['dawn 2', 'vanilla 1', 'dawn 1']);
  });

  it('takes labels, with or without the task, and the first digits of identities', () => {
    for (const name of ['gantry-peg dawn seed 2', 'dawn seed 2', 'dawn2-0'])
      expect(findRun(tables, name).run.seed, name).toBe(2);
    expect(() => findRun(tables, 'dawn')).toThrow(
      /0 recorded runs are called 'dawn'; expected one of: .*vanilla seed 1/,
    );
    expect(() => findRun([...tables, ...tables], 'dawn seed 1')).toThrow(/^2 recorded runs/);
  });
});

describe('specOfRun', () => {
  const made = spec();
  const run = { ...hand(), variant: 'default', id: runId(made) };
  const table = tableOf([run], { arms: runArms([made]), provenance: { ...provenance, numerics: made.numerics } });

  it('is the specification that the run was planned with', () => {
    expect(runArms([made, spec({ seed: 2 }), spec({ variant: 'other' })])).toHaveLength(2);
    expect(specOfRun(table, run)).toEqual(made);
  });

  it('is refused where arm and identity disagree, and where there is no arm', () => {
    const changed = { ...table, arms: [{ ...table.arms[0]!, threads: 2 }] };
    expect(() => specOfRun(changed, run)).toThrow(
      /the table's arm makes the run [0-9a-f]{10}, but [0-9a-f]{10} was recorded/,
    );
    expect(() => specOfRun(table, { ...run, variant: 'other' })).toThrow(/how dawn\/other over diffusion was/);
  });

  it('is there for every recorded run, and one run in two findings is one run to the bit', () => {
    const known = new Map<string, RecordedRun>();
    for (const recorded of recordedTables())
      for (const one of recorded.runs) {
        expect(runId(specOfRun(recorded, one))).toBe(one.id);
        const other = known.get(one.id!);
        if (other) expect([recordedLabel(one), compareRuns(other, one)]).toEqual([recordedLabel(one), undefined]);
        known.set(one.id!, one);
      }
    expect(known.size).toBeGreaterThan(300);
  });
});

it('cautions name another processor and another run, not another number of cores', () => {
  const identity = specIdentity(spec());
  const cautions = (hardware: string, over: object = {}) =>
    recomputeCautions({ hardware: provenance.hardware, identity }, { hardware, identity: { ...identity, ...over } });
  expect(cautions('Some CPU, 2 cores, linux-x64')).toEqual([]);
  expect(cautions('Other CPU, 8 cores, linux-x64')).toEqual([
    expect.stringMatching(/recorded on Some CPU.*this is Other/),
  ]);
  expect(cautions(provenance.hardware, { numerics: '0123' })).toEqual([
    expect.stringMatching(/numerics \(the version of the code that computes\): [0-9a-f]{16} there, 0123 here/),
  ]);
});

it('tables of a folder are read by finding and task, or what is there is named', () => {
  const place = join(folder, 'few');
  writeRunTable(join(place, 'test.gantry-peg.json'), tableOf([hand()]));
  expect(recordedTables({ folder: place, finding: 'test' })).toHaveLength(1);
  expect(() => recordedTables({ folder: place, finding: '02-cold-start' })).toThrow(
    /No runs of 02-cold-start are recorded in .*; there are test on gantry-peg/,
  );
  expect(() => recordedTables({ folder: join(place, 'none') })).toThrow(/none at all/);
});

describe('recomputeRun', () => {
  it('goes on where it was interrupted, and finds its way back to the recorded bits', async () => {
    const directory = join(folder, 'recorded');
    const made = spec();
    await executeRun(made, directory);
    const run = { ...runOfRecords(readRecords(join(directory, 'metrics.jsonl'))), id: runId(made) };
    const table = tableOf([run], { arms: runArms([made]) });
    const plan = await planRecompute({ table, run }, join(folder, 'again'));
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => void (done >= 40 && controller.abort());
    const stopped = await recomputeRun({ table, run }, plan, { signal: controller.signal, onProgress });
    expect(stopped.outcome).toBe('interrupted');
    let rounds = 0;
    const onward = await recomputeRun({ table, run }, plan, { onProgress: () => void rounds++ });
    expect(onward).toEqual({ outcome: 'equal', difference: undefined, newColumns: [] });
    expect(rounds).toBe((96 - 40) / 8);
  });
});

describe('dawnlab results', () => {
  const tables = join(folder, 'tables');
  const file = join(tables, 'test.gantry-peg.json');
  const recompute = (from: string, ...args: string[]) =>
    dawnlab([
      'results',
      'recompute',
      '--finding',
      'test',
      '--from',
      from,
      '--out',
      join(folder, 'out'),
      '--json',
      ...args,
    ]);
  let table: RunTable;
  beforeAll(() => {
    const planFile = planShort(join(folder, 'sweep'));
    for (const args of [
      ['run', planFile],
      ['collect', planFile, '--out', tables],
    ])
      expect(dawnlab(['sweep', ...args])).toMatchObject({ status: 0, stderr: '' });
    table = JSON.parse(readFileSync(file, 'utf8'));
  });

  it('has each arm once in the table, on a line of its own', () => {
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('"knobs"'))).toHaveLength(1);
    expect(table.arms).toMatchObject([{ agent: 'dawn', variant: 'default', scale: 'smoke', knobs: { width: 16 } }]);
  });

  it('lists arms with seeds and endings', () => {
    const { stdout } = dawnlab(['results', 'list', '--from', tables]);
    expect(stdout).toMatch(/test +gantry-peg +dawn +default +diffusion +1–2 +2 completed/);
  });

  it('finds the run of a table equal, says which it chose, and does not train it twice', () => {
    const first = recompute(tables);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/^1 of 2 recorded runs, those that took least time/);
    expect(first.stdout).toMatch(/gantry-peg dawn seed [12]: equal, bit for bit\./);
    const [result] = lastJson(first).results;
    expect(result).toMatchObject({ outcome: 'equal', newColumns: [], cautions: [] });
    expect(recompute(tables).stdout).toMatch(/was trained again before.*compared once more/);
  });

  it('finds one altered value, says what both are, and ends with 1', () => {
    const [run, ...others] = table.runs;
    const q = run.training.q.map((value, i) => (i === run.training.q.length - 1 ? Number(value) + 1e-5 : value));
    const altered = { ...table, runs: [{ ...run, training: { ...run.training, q } }, ...others] };
    const from = join(folder, 'altered');
    writeRunTable(join(from, 'test.gantry-peg.json'), altered);
    const found = recompute(from, '--run', run.id!.slice(0, 12));
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(
      `First at training.q at 96 chunks: recorded ${q.at(-1)}, now ${run.training.q.at(-1)}`,
    );
    expect(lastJson(found).results[0].difference.recomputed).toBe(run.training.q.at(-1));
  });

  it('is collected into a table that keeps the runs of others, and replaces none unasked', () => {
    const place = join(folder, 'shared');
    const shared = join(place, 'test.gantry-peg.json');
    const planFile = join(folder, 'sweep', 'plan.json');
    const collect = (...flags: string[]) => dawnlab(['sweep', 'collect', planFile, '--out', place, ...flags]);
    const seeds = () => JSON.parse(readFileSync(shared, 'utf8')).runs.map(({ seed }: { seed: number }) => seed);
    const [first] = table.runs;
    const other = { ...first, seed: 9, id: 'of another machine', start: { ...first.start, seed: 9 } };
    writeRunTable(shared, { ...table, runs: [other] });
    expect(collect()).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 run that was there is kept/) });
    expect(seeds()).toEqual([1, 2, 9]);

    writeRunTable(shared, { ...table, runs: [{ ...first, id: 'with other knobs' }, other] });
    const refused = collect();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/holds other runs of these names: gantry-peg dawn seed 1\. .*--replace/);
    expect(seeds()).toEqual([1, 9]);
    expect(collect('--replace').stdout).toMatch(/1 run replaced: gantry-peg dawn seed 1/);
    expect(seeds()).toEqual([1, 2, 9]);

    writeFileSync(shared, '{');
    expect(collect()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no table of recorded runs: it is cut off/),
    });
    expect(readFileSync(shared, 'utf8')).toBe('{');
  });
});
