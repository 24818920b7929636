import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLock } from '../../src/files/index.js';
import {
  planSweep,
  type RecordedRun,
  type RunTable,
  readSweepPlan,
  recordedTables,
  runId,
  specOfRun,
  sweepDescription,
  sweepPaths,
  sweepStatus,
  writeRunTable,
} from '../../src/runs/index.js';
import { readRecords } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { smallDisk } from './smallDisk.js';
import { collectHash, dawnlab, lastJson, planShort, startDawnlab } from './sweeps.js';

const folder = temporaryFolder();
const runFolders = (planFile: string) => readSweepPlan(planFile).runs.map(sweepPaths(planFile).run);
const statusOf = (planFile: string) => {
  const { runs, counts } = sweepStatus(planFile);
  return { ...counts, failedIndices: runs.filter(({ state }) => state === 'failed').map(({ index }) => index) };
};

/** The undisturbed sweep that the others are compared with. */
const calm = join(folder, 'calm');
let planFile: string;
let calmHash: string;
beforeAll(() => {
  planFile = planShort(calm);
  expect(dawnlab(['sweep', 'run', planFile, '--workers', '2'])).toMatchObject({ status: 0, stderr: '' });
  calmHash = collectHash(planFile);
});

/** The identity of a run as an earlier version of the numerical code would have given it. */
const olderId = (table: RunTable, run: RecordedRun) =>
  runId({ ...specOfRun(table, run), numerics: '0123456789abcdef' });

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe('a sweep', () => {
  it('counts its runs, and makes none twice', () => {
    const counted = { completed: 2, planned: 0, failed: 0, failedIndices: [] };
    expect(lastJson(dawnlab(['sweep', 'status', planFile, '--json']))).toMatchObject(counted);
    expect(statusOf(planFile)).toMatchObject(counted);
    const before = runFolders(planFile).map((run) => readFileSync(join(run, 'manifest.json'), 'utf8'));
    expect(dawnlab(['sweep', 'run', planFile]).status).toBe(0);
    expect(runFolders(planFile).map((run) => readFileSync(join(run, 'manifest.json'), 'utf8'))).toEqual(before);
  });

  it('stands in its file when planning returns: whoever goes on at once finds it', async () => {
    const file = join(folder, 'at-once', 'plan.json');
    const seeds = { first: 1, count: 1 };
    const { plan } = planSweep(
      await sweepDescription({ finding: 'once', tasks: ['gantry-peg'], agents: ['dawn'], seeds }),
      file,
    );
    expect(readSweepPlan(file)).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it('planned again with a seed more reruns nothing', () => {
    const more = planShort(calm, { seeds: [1, 2, 3] });
    expect(statusOf(more)).toMatchObject({ completed: 2, planned: 1 });
    expect(statusOf(planShort(calm))).toMatchObject({ completed: 2, planned: 0 });
  });

  it('of a thousand runs is planned whole: a long answer of the pinned code comes through', () => {
    const large = readSweepPlan(planShort(join(folder, 'large'), { seeds: { first: 1, count: 1000 } }));
    expect(new Set(large.runs.map(({ id }) => id)).size).toBe(1000);
    expect(large.runs.every(({ id, spec }) => id === runId(spec))).toBe(true);
  });

  it('takes over what a table holds, made by another version of the code, and makes the rest', async () => {
    // The calm sweep's table as an earlier version of the code would have written it.
    const tables = `${planFile}.tables`;
    const [made] = recordedTables({ folder: tables });
    const arms = made.arms.map((arm) => ({ ...arm, numerics: '0123456789abcdef' }));
    const older = { ...made, arms, runs: made.runs.map((run) => ({ ...run, id: olderId(made, run) })) };
    const earlier = join(folder, 'earlier');
    mkdirSync(earlier);
    writeRunTable(join(earlier, 'test.gantry-peg.json'), older);

    const more = planShort(join(folder, 'more'), { seeds: [1, 2, 3] }, ['--recorded', earlier]);
    expect(statusOf(more)).toMatchObject({ recorded: 2, planned: 1 });
    expect(dawnlab(['sweep', 'run', more])).toMatchObject({ status: 0, stderr: '' });
    expect(runFolders(more).map((run) => existsSync(run))).toEqual([false, false, true]);
    collectHash(more);
    const [table] = recordedTables({ folder: `${more}.tables` });
    expect(table.runs.slice(0, 2)).toEqual(older.runs);
    expect(table.provenance.hardware).toBe(made.provenance.hardware);
    // Two arms of one name, and each run finds its own.
    expect(table.arms).toHaveLength(2);
    const specs = table.runs.map((run) => specOfRun(table, run));
    expect(specs.map(runId)).toEqual(table.runs.map(({ id }) => id));
    expect(new Set(specs.map(({ numerics }) => numerics)).size).toBe(2);

    writeRunTable(join(earlier, 'test.gantry-peg.json'), { ...older, runs: older.runs.slice(1) });
    expect(dawnlab(['sweep', 'collect', more]).stderr).toMatch(/dawn seed 1 was planned as recorded in .*Plan again/);
  });

  it('makes single runs for array engines, by their place in the plan', () => {
    const other = planShort(join(folder, 'indices'));
    expect(dawnlab(['sweep', 'collect', other])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/2 of 2 runs/),
    });
    const soFar = () => {
      const collected = dawnlab(['sweep', 'collect', other, '--so-far', '--out', join(folder, 'soFar'), '--json']);
      return lastJson(collected).tables.map(({ runs, kept }: { runs: number; kept: number }) => [runs, kept]);
    };
    expect(soFar()).toEqual([]);
    expect(dawnlab(['sweep', 'run', other, '--index', '1']).status).toBe(0);
    expect(soFar()).toEqual([[1, 0]]);
    expect(dawnlab(['sweep', 'run', other, '--index', '0']).status).toBe(0);
    expect(collectHash(other)).toBe(calmHash);
    expect(soFar()).toEqual([[2, 0]]);
    expect(dawnlab(['sweep', 'run', other, '--index', '2'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/has 2 runs; there is none at place 2/),
    });
  });

  it('lists failed runs with their last words, and tries them again when asked to', () => {
    const other = planShort(join(folder, 'failing'));
    const base = join(
      sweepPaths(other).code,
      readSweepPlan(other).pin,
      'data/policies/gantry-peg-diffusion.safetensors',
    );
    const bytes = readFileSync(base);
    writeFileSync(base, bytes.subarray(0, 1000));
    const failed = dawnlab(['sweep', 'run', other]);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/dawn seed 1 \(.*\):\n {2}.*is not the one that the run was planned with/);
    expect(failed.stderr).toMatch(/2 runs failed\. Try them again: dawnlab sweep retry .* --failed/);
    expect(statusOf(other)).toMatchObject({ failed: 2, failedIndices: [0, 1] });
    expect(dawnlab(['sweep', 'run', other]).stderr).toMatch(/2 runs failed/);
    writeFileSync(base, bytes);
    expect(dawnlab(['sweep', 'retry', other, '--failed'])).toMatchObject({ status: 0, stderr: '' });
    expect(collectHash(other)).toBe(calmHash);
  });

  it('makes good files that changed after the end, when asked to check', () => {
    const [run] = runFolders(planFile);
    const metrics = join(run, 'metrics.jsonl');
    writeFileSync(metrics, readFileSync(metrics, 'utf8').replace('"success":', '"success":1'));
    const refused = dawnlab(['sweep', 'collect', planFile]);
    expect(refused.stderr).toMatch(/metrics\.jsonl of .* changed after the run had ended .*--check/);
    expect(dawnlab(['sweep', 'run', planFile, '--check']).status).toBe(0);
    expect(collectHash(planFile)).toBe(calmHash);
  });

  it('of the same folder cannot run twice at once; the second is told who runs it, and may cancel', async () => {
    const other = planShort(join(folder, 'twice'));
    const first = startDawnlab(['sweep', 'run', other]);
    await until(() => existsSync(sweepPaths(other).lock));
    const second = dawnlab(['sweep', 'run', other]);
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(
      new RegExp(`in use by process ${first.child.pid} on .*Wait until it has ended, or stop`),
    );
    await until(() => runFolders(other).every((run) => existsSync(join(run, 'lock'))));
    expect(dawnlab(['sweep', 'cancel', other]).stdout).toMatch(/Asked the sweep and [12] runs to stop/);
    expect(await first.ended).toMatchObject({ status: 1, stderr: expect.stringMatching(/the same command goes on/) });
    expect(dawnlab(['sweep', 'cancel', other]).stdout).toMatch(/No process of this machine/);
    expect(dawnlab(['sweep', 'run', other]).status).toBe(0);
    expect(collectHash(other)).toBe(calmHash);
  });

  it('waits for a run that a killed sweep left working, and makes it then', async () => {
    const other = planShort(join(folder, 'orphan'));
    const [orphan, next] = runFolders(other);
    const lock = await acquireLock(join(orphan, 'lock'));
    const sweep = startDawnlab(['sweep', 'run', other, '--workers', '2']);
    await until(() => existsSync(join(next, 'manifest.json')));
    lock.release();
    expect(await sweep.ended).toMatchObject({ status: 0, stderr: '' });
    expect(collectHash(other)).toBe(calmHash);
  });

  it('is not led astray by a clock that jumps', () => {
    const clock = join(folder, 'clock.mjs');
    // Each look at the clock finds it a month off, now ahead, now behind.
    writeFileSync(
      clock,
      `const now = Date.now; let n = 0;
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) { super(...(args.length > 0 ? args : [Real.now()])); }
};
Real.now = () => now() + (n++ % 2 ? 1 : -1) * 3e9;
Date.now = Real.now;
`,
    );
    const other = planShort(join(folder, 'clock'));
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(clock)}` };
    expect(dawnlab(['sweep', 'run', other], env)).toMatchObject({ status: 0, stderr: '' });
    expect(collectHash(other)).toBe(calmHash);
    for (const run of runFolders(other)) {
      const seconds = readRecords(join(run, 'metrics.jsonl')).flatMap((record) =>
        'seconds' in record ? [record.seconds] : [],
      );
      expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
      expect(seconds[0]).toBeGreaterThan(0);
      expect(seconds.at(-1)).toBeLessThan(100);
    }
  });
});

const disk = smallDisk(join(folder, 'disk'), '10m');
afterAll(() => disk?.remove());

describe.skipIf(!disk)('on a small disk (skipped where mounting is not permitted)', () => {
  it('says that the disk is full, keeps what it has, and goes on when there is space', () => {
    const { folder: place, remount } = disk!;
    const other = planShort(join(folder, 'full'), { seeds: [1] });
    const [run] = readSweepPlan(other).runs;
    const there = join(place, 'plan.json');
    writeFileSync(there, readFileSync(other));
    const args = ['sweep', 'run', there, '--index', '0'];
    remount('size=80k');
    const full = dawnlab(args);
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/The disk is full\. Free some space, then call again .* goes on from there/);
    remount('size=10m');
    expect(dawnlab(args)).toMatchObject({ status: 0, stderr: '' });
    const records = (file: string) => readRecords(join(file, 'metrics.jsonl')).map((r) => ({ ...r, seconds: 0 }));
    expect(records(sweepPaths(there).run(run))).toEqual(records(runFolders(planFile)[0]));
  });

  it('says that the disk is read-only', () => {
    const there = join(disk!.folder, 'plan.json');
    writeFileSync(there, readFileSync(planShort(join(folder, 'readonly'), { seeds: [2] })));
    disk!.remount('ro');
    const refused = dawnlab(['sweep', 'run', there, '--index', '0']);
    disk!.remount('rw');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/The file system is read-only\. Choose another directory, or make it writable/);
  });
});
