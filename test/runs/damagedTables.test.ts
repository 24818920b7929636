import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCommand } from '../../src/cli/results/list.js';
import { type RunTable, readExportedRuns, recordedTables, runOfRecords, writeRunTable } from '../../src/runs/index.js';
import { readTableFile } from '../../src/runs/tables/recordedTables.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { printed } from '../printed.js';
import { shortRun } from './records.js';

const folder = temporaryFolder();
const provenance = {
  command: '',
  commit: '',
  numerics: '0123456789abcdef',
  versions: {},
  hardware: '',
  recordedAt: '',
};
const table: RunTable = {
  finding: 'good',
  task: 'gantry-peg',
  provenance,
  arms: [],
  runs: [1, 2].map((seed) => runOfRecords(shortRun('dawn', seed, 'completed'))),
};
const good = join(folder, 'good.gantry-peg.json');
writeRunTable(good, table);
const text = readFileSync(good, 'utf8');
const bad = join(folder, 'bad.gantry-peg.json');
/** A copy of the table with another value somewhere. */
const changed = (change: (copy: { runs: Record<string, never>[] } & Record<string, unknown>) => void) => {
  const copy = JSON.parse(text);
  change(copy);
  return JSON.stringify(copy);
};

describe('a table that cannot be used', () => {
  it.each([
    [
      'conflict markers',
      text.replace(' "runs"', '<<<<<<< HEAD\n "runs"'),
      /holds conflict markers \(line \d+\): resolve/,
    ],
    ['a cut', text.slice(0, -200), /is cut off/],
    ['no runs', changed((copy) => void Object.assign(copy, { runs: undefined })), /runs: Invalid input/],
    [
      'a run without a curve',
      changed(({ runs }) => void Object.assign(runs[1], { curve: undefined })),
      /runs\[1\]\.curve/,
    ],
    [
      'a rate above 1',
      changed(({ runs }) => void Object.assign(runs[0].curve, { success: [0, 0, 90] })),
      /success\[2\]/,
    ],
    [
      'short columns',
      changed(({ runs }) => void Object.assign(runs[0].curve, { updates: [0] })),
      /columns of one length/,
    ],
    [
      'a run twice over',
      changed(({ runs }) => void Object.assign(runs[0].curve, { chunks: [0, 0, 160] })),
      /chunks that grow/,
    ],
    [
      'runs of another task',
      changed((copy) => void Object.assign(copy, { task: 'panda-peg' })),
      /the table's own task/,
    ],
    ['another seed', changed(({ runs }) => void Object.assign(runs[0], { seed: 3 })), /as the start record has them/],
    [
      'a word for a number',
      changed(({ runs }) => void Object.assign(runs[0], { seed: '1' })),
      /runs\[0\]\.seed: .*number/,
    ],
    [
      'an arm that no run can be made of',
      changed(
        (copy) => void Object.assign(copy, { arms: [{ agent: 'dawn', variant: 'default', base: { kind: 'x' } }] }),
      ),
      /arms\[0\]\.knobs: .*expected object/,
    ],
  ])('for %s is named, with what is wrong and what to do', (_, contents, fault) => {
    writeFileSync(bad, contents);
    const read = () => readTableFile(bad);
    expect(read).toThrow(/bad\.gantry-peg\.json is no table of recorded runs: it /);
    expect(read).toThrow(fault);
    expect(read).toThrow(/Restore it \(git checkout, or a copy\), or collect or record its runs again\./);
  });

  it('hides no other', () => {
    writeFileSync(bad, text.slice(0, 100));
    mkdirSync(join(folder, 'folder.json'), { recursive: true });
    const damaged: string[] = [];
    const tables = recordedTables({ folder, onDamaged: ({ file, fault }) => damaged.push(`${file} ${fault}`) });
    expect(tables.map(({ finding }) => finding)).toEqual(['good']);
    expect(damaged).toEqual([`${bad} is cut off`, `${join(folder, 'folder.json')} is a folder, not a file`]);
    expect(readExportedRuns([bad, good], () => undefined)).toHaveLength(2);
    expect(() => readExportedRuns([bad, good])).toThrow(/bad\.gantry-peg\.json is no table/);
    expect(() => recordedTables({ folder, finding: 'bad', onDamaged: () => undefined })).toThrow(
      /No runs of bad are recorded .*files that cannot be used: .*bad\.gantry-peg\.json/,
    );
  });

  it('is named by the list before and after the others, and by its exit code', async () => {
    const { lines, exitCode } = await printed(() => listCommand().parseAsync(['--from', folder], { from: 'user' }));
    expect(lines[0]).toMatch(/bad\.gantry-peg\.json is no table of recorded runs: it is cut off/);
    expect(lines.join('\n')).toMatch(/good +gantry-peg +dawn +default +diffusion +1–2 +2 completed/);
    expect(lines.at(-1)).toMatch(/^Left out of the list: .*folder\.json, for it is a folder, not a file\.$/);
    expect(exitCode).toBe(1);
  });

  it('may lie under another name only where nothing is asked for by name', () => {
    const place = join(folder, 'named');
    mkdirSync(place);
    copyFileSync(good, join(place, 'copy.json'));
    expect(recordedTables({ folder: place })).toHaveLength(1);
  });
});
