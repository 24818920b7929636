import { describe, expect, it } from 'vitest';
import {
  clashingRuns,
  mergeTables,
  type RecordedRun,
  type RunTable,
  runId,
  runLabel,
  runOfRecords,
} from '../../../src/runs/index.js';
import { shortRun } from '../records.js';
import { spec } from '../specs.js';

const run = (seed: number, over: Partial<RecordedRun> = {}): RecordedRun => ({
  ...runOfRecords(shortRun('dawn', seed, 'completed')),
  id: `id of ${seed}`,
  ...over,
});
const tableOf = (runs: RecordedRun[], over: Partial<RunTable> = {}): RunTable => ({
  finding: 'test',
  task: 'gantry-peg',
  provenance: {
    command: 'record',
    commit: 'abc',
    numerics: '0123',
    versions: {},
    hardware: 'one',
    recordedAt: '2026-01-01',
  },
  arms: [{ agent: 'dawn', variant: 'default', base: { kind: 'diffusion' }, made: runs[0]?.id } as never],
  runs,
  failures: [],
  ...over,
});
const provenance = {
  command: 'collect',
  commit: 'def',
  numerics: '0123',
  versions: {},
  hardware: 'one; two',
  recordedAt: '2026-02-02',
};

describe('mergeTables', () => {
  it('keeps what is there alone, behind what is new', () => {
    const merged = mergeTables(tableOf([run(1), run(2)]), tableOf([run(3), run(1)], { provenance }));
    expect(merged.table.runs.map(({ seed }) => seed)).toEqual([3, 1, 2]);
    expect(merged).toMatchObject({ kept: ['gantry-peg dawn seed 2'], replaced: [] });
    expect(merged.table.arms).toHaveLength(2);
    expect(merged.table.provenance).toEqual({ ...provenance, command: 'record; collect', commit: 'abc; def' });
  });

  it('names what would be lost: a run of another identity, or of other numbers', () => {
    const { curve } = run(2);
    const later = [run(1, { id: 'other' }), run(2, { curve: { ...curve, success: [0, 0, 0] } }), run(3)];
    const { table, replaced } = mergeTables(tableOf([run(1), run(2), run(3)]), tableOf(later));
    expect(replaced).toEqual(['gantry-peg dawn seed 1', 'gantry-peg dawn seed 2']);
    expect(table.runs).toEqual(later);
  });

  it('keeps failures that are still failures', () => {
    const failed = (seed: number) => ({ run: `gantry-peg dawn seed ${seed}`, error: 'crashed' });
    const earlier = tableOf([run(1)], { failures: [failed(2), failed(3)] });
    const { table } = mergeTables(earlier, tableOf([run(2)], { failures: [failed(4)] }));
    expect(table.failures).toEqual([failed(4), failed(3)]);
  });
});

describe('clashingRuns', () => {
  it('are recorded ones whose name a plan gives to another run', () => {
    const planned = [1, 2, 3].map((seed) => spec({ seed })).map((made) => ({ id: runId(made), spec: made }));
    const [first, second] = planned;
    const there = tableOf([run(1, { id: first.id }), run(2), run(4)]);
    expect(runLabel(second.spec)).toBe('gantry-peg dawn seed 2');
    expect(clashingRuns(there, planned)).toEqual(['gantry-peg dawn seed 2']);
    expect(clashingRuns(there, [first, { ...second, isRetired: true }])).toEqual([]);
  });
});
