import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { exportCommand } from '../../src/cli/commands/export.js';
import { readExportedRuns } from '../../src/runs/export/exportedRun.js';
import { exportRuns } from '../../src/runs/export/exportRuns.js';
import { runEvents } from '../../src/runs/export/runEvents.js';
import { type RecordedRun, runOfRecords, writeRunTable } from '../../src/runs/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from './records.js';

const folder = temporaryFolder();

function runDirectory(agent: string, seed: number): string {
  const directory = join(folder, `${agent}-seed${seed}`);
  mkdirSync(directory, { recursive: true });
  for (const record of shortRun(agent, seed, 'completed'))
    appendFileSync(join(directory, 'metrics.jsonl'), `${JSON.stringify(record)}\n`);
  return directory;
}

function tableFile(name: string, runs: readonly RecordedRun[]): string {
  const file = join(folder, name);
  const provenance = {
    command: '',
    commit: '',
    numerics: '0123456789abcdef',
    versions: {},
    hardware: '',
    recordedAt: '',
  };
  writeRunTable(file, { finding: '08-dawn', task: 'gantry-peg', provenance, arms: [], runs });
  return file;
}

const directory = runDirectory('vanilla', 7);
const table = tableFile('table.json', [runOfRecords(shortRun('dawn', 1, 'completed'))]);

describe('sources', () => {
  it('may be tables and run directories together', () => {
    const runs = readExportedRuns([table, directory]);
    expect(runs.map(({ finding, task, agent, seed }) => [finding, task, agent, seed])).toEqual([
      ['08-dawn', 'gantry-peg', 'dawn', 1],
      [null, 'gantry-peg', 'vanilla', 7],
    ]);
    const { finding, task, ...run } = runs[1];
    expect(run).toEqual(runOfRecords(shortRun('vanilla', 7, 'completed')));
  });

  it('that are absent, or something else, are answered with what was expected', () => {
    expect(() => readExportedRuns([join(folder, 'absent.json')])).toThrow(/There is no .*absent\.json: give a table/);
    expect(() => readExportedRuns([folder])).toThrow(/There is no metrics file .*directory of a run/);
    for (const text of ['{"runs": [{}], "task": "t"}', '[]', '{"finding"', 'null']) {
      writeFileSync(join(folder, 'other.json'), text);
      expect(() => readExportedRuns([join(folder, 'other.json')])).toThrow(/other\.json is no table of recorded runs/);
    }
  });
});

describe('exportRuns', () => {
  const runs = readExportedRuns([table]);
  const out = join(folder, 'refused');

  it('refuses what it cannot write, and writes nothing', async () => {
    await expect(exportRuns([], { format: 'csv', out })).rejects.toThrow(/there are no runs to export.*dawnlab record/);
    await expect(exportRuns(readExportedRuns([tableFile('empty.json', [])]), { format: 'csv', out })).rejects.toThrow(
      /no runs/,
    );
    await expect(exportRuns(runs, { format: 'xlsx' as never, out })).rejects.toThrow(
      "no format 'xlsx'; there are csv, arrow, parquet, tensorboard",
    );
    await expect(exportRuns(runs, { format: 'tensorboard', out, step: 'episodes' as never })).rejects.toThrow(
      "no step axis 'episodes'; there are chunks, primitiveSteps, updates",
    );
    await expect(exportRuns([...runs, ...runs], { format: 'csv', out })).rejects.toThrow(
      /two runs are 08-dawn\/gantry-peg\/dawn-seed1, .* its own --out/,
    );
    expect(readdirSync(folder)).not.toContain('refused');
  });

  it('names the base policy where it is another one, and tells runs apart by it', async () => {
    const run = runOfRecords(shortRun('dawn', 1, 'completed'));
    const other = { ...run, start: { ...run.start, base: 'mlp' } };
    const both = readExportedRuns([tableFile('bases.json', [run, other])]);
    await exportRuns(both, { format: 'csv', out: join(folder, 'bases') });
    const lines = readFileSync(join(folder, 'bases', 'curves.csv'), 'utf8').split('\n');
    expect(lines[0]).toMatch(/^finding,task,agent,base,seed,/);
    expect(lines.filter((line) => line.startsWith('08-dawn,gantry-peg,dawn,mlp,1,'))).toHaveLength(4);
  });

  it('leaves out the variant where no run has one, and replaces earlier files', async () => {
    for (const source of [table, directory])
      await exportRuns(readExportedRuns([source]), { format: 'csv', out: join(folder, 'csv') });
    expect(
      readFileSync(join(folder, 'csv', 'curves.csv'), 'utf8')
        .split('\n')
        .slice(0, 2),
    ).toEqual([
      'finding,task,agent,seed,status,policy,chunks,primitiveSteps,updates,success,episodes,seconds',
      ',gantry-peg,vanilla,7,completed,base,0,0,0,0.4,200,',
    ]);
    expect(readdirSync(join(folder, 'csv')).sort()).toEqual(['curves.csv', 'training.csv']);
  });

  it.each(['csv', 'arrow', 'parquet'] as const)('writes a table without rows as %s', async (format) => {
    const { training, ...run } = runs[0];
    const none = { ...run, training: { chunks: [], successRate: [] } };
    const [, file] = await exportRuns([none], { format, out: join(folder, 'none') });
    const bytes = readFileSync(file);
    const names = 'finding,task,agent,seed,status,chunks,primitiveSteps,updates,seconds,successRate';
    if (format === 'csv') expect(bytes.toString()).toBe(`${names}\n`);
    if (format === 'arrow') expect(tableFromIPC(bytes)).toMatchObject({ numRows: 0, names: names.split(',') });
    if (format === 'parquet') {
      const { num_rows, schema } = parquetMetadata(new Uint8Array(bytes).buffer);
      expect([num_rows, ...schema.slice(1).map(({ name }) => name)]).toEqual([0n, ...names.split(',')]);
    }
  });

  it('keeps runs inside its folder', async () => {
    const escaping = runs.map((run) => ({ ...run, finding: '..', task: '../../x' }));
    expect(await exportRuns(escaping, { format: 'tensorboard', out })).toEqual([
      join(out, '_', '__.._x', 'dawn-seed1', 'events.out.tfevents.dawnlab'),
    ]);
  });
});

it.each([
  ['chunks', [0, 0, 160, 160, 320, 320]],
  ['primitiveSteps', [0, -1, 639, 639, 1279, 1279]],
  ['updates', [0, 0, 0, 0, 160, 160]],
] as const)('scalars stand in the order of training, by %s', (step, steps) => {
  const events = runEvents(runOfRecords(shortRun('dawn', 1)), step, 1000);
  expect(events.map((event) => event.step)).toEqual(steps);
  expect(events.map(({ wallTime }) => wallTime)).toEqual([1000, 1000, 1053.3333, 1053.3333, 1106.667, 1106.667]);
});

it('an interval whose end was not evaluated has a place on the axis of chunks alone', () => {
  const crashed = runOfRecords(shortRun('dawn', 1).slice(0, 6));
  const last = (step: 'chunks' | 'updates') => runEvents(crashed, step, 0).at(-1);
  expect(last('chunks')).toEqual({
    step: 320,
    wallTime: 53.3333,
    scalars: { 'metrics/successRate': 0.8, 'metrics/episodes': 5, 'metrics/q': -12.3457, 'metrics/alpha': 0.01 },
  });
  expect(last('updates')).toMatchObject({ step: 0, scalars: { 'metrics/q': null } });
});

it('the command writes files and names them', async () => {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => lines.push(line);
  const out = join(folder, 'events');
  const args = [table, directory, '--format', 'tensorboard', '--out', out, '--step', 'updates', '--json'];
  try {
    await exportCommand().parseAsync(args, { from: 'user' });
  } finally {
    console.log = log;
  }
  const files = ['08-dawn/gantry-peg/dawn-seed1', 'gantry-peg/vanilla-seed7'].map((run) =>
    join(out, run, 'events.out.tfevents.dawnlab'),
  );
  expect(JSON.parse(lines[1])).toEqual({ format: 'tensorboard', runs: 2, files, damaged: [] });
  for (const file of files) expect(readFileSync(file).includes('brain.Event:2')).toBe(true);
});
