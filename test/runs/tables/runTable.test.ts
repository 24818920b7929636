import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  baseOfTable,
  curveRows,
  type RunTable,
  readRunTable,
  runOfRecords,
  runScores,
  runTablePath,
  writeRunTable,
} from '../../../src/runs/index.js';
import { temporaryFolder } from '../../notebook/notebooks.js';
import { shortRun } from '../records.js';

const folder = temporaryFolder();

const table: RunTable = {
  finding: '08-dawn',
  task: 'gantry-peg',
  provenance: {
    command: 'dawnlab record --finding 08-dawn --task gantry-peg',
    commit: 'abc+',
    numerics: '0123456789abcdef',
    versions: { node: '20.19.0' },
    hardware: 'a machine',
    recordedAt: '2026-01-01T00:00:00Z',
  },
  arms: [],
  runs: [
    runOfRecords(shortRun('dawn', 2, 'completed')),
    runOfRecords(shortRun('dawn', 1, 'interrupted')),
    runOfRecords(shortRun('vanilla', 1, 'diverged')),
  ],
};

describe('runOfRecords', () => {
  it('turns records into columns', () => {
    const { agent, seed, status, message, base, curve, training } = table.runs[0];
    expect({ agent, seed, status, message, base }).toEqual({
      agent: 'dawn',
      seed: 2,
      status: 'completed',
      message: undefined,
      base: { success: 0.4, episodes: 200 },
    });
    expect(curve).toEqual({
      chunks: [0, 160, 320],
      primitiveSteps: [-1, 639, 1279],
      updates: [0, 0, 160],
      success: [0.4, 0.1, 0.9],
      episodes: [50, 50, 200],
      seconds: [0, 53.3333, 106.667],
    });
    expect(training).toEqual({
      chunks: [160, 320],
      successRate: [0.333333, 0.8],
      episodes: [6, 5],
      q: [null, -12.3457],
      alpha: [null, 0.01],
    });
  });

  it('keeps a run however it ended', () => {
    expect(table.runs[1].status).toBe('interrupted');
    expect(table.runs[2]).toMatchObject({ status: 'diverged', message: 'training: q became NaN.' });
    const crashed = runOfRecords(shortRun('dawn', 3).slice(0, 5));
    expect(crashed).toMatchObject({ status: 'unfinished', curve: { chunks: [0, 160], success: [0.4, 0.1] } });
  });

  it('says what a run without beginnings lacks', () => {
    expect(() => runOfRecords([])).toThrow(/no start or no evaluation of the base policy/);
    expect(() => runOfRecords(shortRun('dawn', 1).slice(0, 1))).toThrow(/no evaluation of the base policy/);
  });
});

describe('a table', () => {
  it('survives being written and read, one run per line', () => {
    const file = join(folder, 'table.json');
    writeRunTable(file, table);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(table)));
    expect(text.split('\n').filter((line) => line.startsWith('{"agent"'))).toHaveLength(3);
  });

  it('that is missing is answered with the command that records it', () => {
    expect(() => readRunTable('99-none', 'gantry-peg')).toThrow(
      /No runs of 99-none are recorded on gantry-peg\..* dawnlab record --finding 99-none --task gantry-peg/,
    );
    expect(() => readRunTable('8-dawn', 'gantry-peg')).toThrow(/are 01-residual.* Did you mean '08-dawn'\?/);
    // No sweep of this finding asks for such a task.
    expect(() => readRunTable('08-dawn', 'moon')).toThrow(/dawnlab record --finding 08-dawn --task moon/);
    expect(runTablePath('08-dawn', 'gantry-peg')).toMatch(/data[\\/]results[\\/]08-dawn\.gantry-peg\.json$/);
  });

  it('gives one row per run and evaluation', () => {
    const rows = curveRows(table);
    expect(rows).toHaveLength(9);
    expect(rows[8]).toEqual({
      agent: 'vanilla',
      seed: 1,
      chunks: 320,
      primitiveSteps: 1279,
      updates: 160,
      seconds: 106.667,
      success: 0.9,
      episodes: 200,
      mark: 'diverged',
    });
  });

  it('gives one score per run of an agent that has ended, in the order of seeds', () => {
    const third = { ...table.runs[0], seed: 3 };
    const more = { runs: [third, ...table.runs] };
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    expect(runScores(more, 'dawn', ({ seed }) => seed)).toEqual([2, 3]);
    expect(warned.mock.calls).toEqual([
      ['dawn over diffusion: left out: seed 1 is unfinished after 320 of 320 chunks.'],
    ]);
    warned.mockRestore();
    expect(runScores(table, 'vanilla')).toEqual([0.9]);
    expect(runScores(table, 'absent')).toEqual([]);
    const variants = { runs: [third, { ...third, seed: 4, variant: 'no-anchor' }] };
    expect(() => runScores(variants, 'dawn')).toThrow(/dawn has runs of the variants default and no-anchor/);
    expect(() => curveRows(variants)).toThrow(/dawn has runs of the variants default and no-anchor/);
  });

  it('has one base policy, or says that it has not', () => {
    expect(baseOfTable(table)).toEqual({ successes: 80, episodes: 200 });
    expect(baseOfTable({ runs: [] })).toBeUndefined();
    const [first, second] = table.runs;
    const other = { ...second, base: { success: 0.5, episodes: 200 } };
    expect(() => baseOfTable({ runs: [first, other] })).toThrow(
      /dawn, seed 2, succeeds in 0.4 .* seed 1, in 0.5 of 200/,
    );
  });
});
