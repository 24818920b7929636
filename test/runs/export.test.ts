import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from '@uwdata/flechette';
import { fromCSV } from 'arquero';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { readExportedRuns } from '../../src/runs/export/exportedRun.js';
import { EXPORT_FORMATS, exportRuns } from '../../src/runs/export/exportRuns.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const at = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
const golden: Record<string, { sha256: string; read: Record<string, never> }> = JSON.parse(
  readFileSync(at('exports.json'), 'utf8'),
);
const folder = temporaryFolder();
const runs = readExportedRuns([at('export_runs.json')]);
const startTime = Date.UTC(2026, 0, 31, 12) / 1000;
for (const format of EXPORT_FORMATS) await exportRuns(runs, { format, out: folder, startTime });

type Value = string | number | null;
type Columns = Record<string, { readonly type: string; readonly values: readonly Value[] }>;

const small = 'λ = 0.1, "small"\nsteps';
const first = ['08-dawn', 'gantry-peg', 'dawn', null, 1, 'completed'];
const second = ['08-dawn', 'gantry-peg', 'dawn', small, 4294967295, 'interrupted'];
const third = ['08-dawn', 'gantry-peg', 'vanilla', null, 1, 'diverged'];
const identity = ['finding', 'task', 'agent', 'variant', 'seed', 'status'];

/** Typed in from export_runs.json: what every reader of every format must see. */
const TABLES: Record<string, Value[][]> = {
  curves: [
    [...identity, 'policy', 'chunks', 'primitiveSteps', 'updates', 'success', 'episodes', 'seconds'],
    [...first, 'base', 0, 0, 0, 0.4, 200, null],
    [...first, 'agent', 0, 0, 0, 0.4, 50, 0],
    [...first, 'agent', 160, 639, 0, 0, 50, 53.3333],
    [...first, 'agent', 320, 1279, 160, 0.9, 200, 106.667],
    [...second, 'base', 0, 0, 0, 0.4, 200, null],
    [...second, 'agent', 0, 0, 0, 0.38, 50, 0.5],
    [...second, 'agent', 160, 6_000_000_000, 12, 0.2, 50, 41.25],
    [...third, 'base', 0, 0, 0, 0.4, 200, null],
  ],
  training: [
    [...identity, 'chunks', 'primitiveSteps', 'updates', 'seconds', 'successRate', 'q', 'alpha', 'logPi'],
    [...first, 160, 639, 0, 53.3333, 0.333333, null, null, null],
    [...first, 320, 1279, 160, 106.667, 0.8, -12.3457, 1e-7, null],
    [...second, 160, 6_000_000_000, 12, 41.25, 0.25, null, null, -3.5],
    [...second, 320, null, null, null, 0.5, null, null, null],
  ],
};

/** A header and rows, from rows by name. */
const matrix = (rows: readonly Record<string, unknown>[]) => [
  Object.keys(rows[0]),
  ...rows.map((row) => Object.values(row).map((value) => (typeof value === 'bigint' ? Number(value) : value))),
];
const rowsOf = (columns: Columns) =>
  Object.values(columns)[0].values.map((_, i) =>
    Object.fromEntries(Object.entries(columns).map(([name, { values }]) => [name, values[i]])),
  );
const readBack: Record<string, (bytes: Buffer) => unknown> = {
  csv: (bytes) => matrix(fromCSV(bytes.toString(), { autoMax: 100 }).objects() as Record<string, unknown>[]),
  arrow: (bytes) => matrix(tableFromIPC(bytes).toArray()),
  parquet: async (bytes) => matrix(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })),
};

describe.each(Object.keys(TABLES))('%s', (name) => {
  it.each(Object.keys(readBack))('as %s is what pandas and pyarrow read, and what we read back', async (extension) => {
    const columns: Columns = golden[`${name}.${extension}`].read;
    expect(matrix(rowsOf(columns))).toEqual(TABLES[name]);
    expect(await readBack[extension](readFileSync(join(folder, `${name}.${extension}`)))).toEqual(TABLES[name]);
  });

  it.each(['arrow', 'parquet'])('has types as %s', (extension) => {
    const columns: Columns = golden[`${name}.${extension}`].read;
    const types = Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type]));
    expect(types).toMatchObject({ variant: 'string', seed: 'int64', primitiveSteps: 'int64', seconds: 'double' });
  });
});

describe('TensorBoard', () => {
  const run = '08-dawn/gantry-peg/dawn-seed1/events.out.tfevents.dawnlab';
  const [float, begin] = [Math.fround, startTime];

  it('sees the curve and the metrics of a run', () => {
    expect(golden[run].read).toEqual({
      'base/success': [[begin, 0, float(0.4)]],
      success: [
        [begin, 0, float(0.4)],
        [begin + 53.3333, 160, 0],
        [begin + 106.667, 320, float(0.9)],
      ],
      'metrics/successRate': [
        [begin + 53.3333, 160, float(0.333333)],
        [begin + 106.667, 320, float(0.8)],
      ],
      'metrics/q': [[begin + 106.667, 320, float(-12.3457)]],
      'metrics/alpha': [[begin + 106.667, 320, float(1e-7)]],
    });
  });

  it('sees a run that stopped between training and evaluation, and one that has nothing but its base', () => {
    const of = (label: string) => golden[`08-dawn/gantry-peg/${label}/events.out.tfevents.dawnlab`].read;
    expect(of('dawn-λ_=_0.1___small__steps-seed4294967295')).toMatchObject({
      success: [
        [begin + 0.5, 0, float(0.38)],
        [begin + 41.25, 160, float(0.2)],
      ],
      'metrics/successRate': [
        [begin + 41.25, 160, 0.25],
        [begin + 41.25, 320, 0.5],
      ],
      'metrics/logPi': [[begin + 41.25, 160, -3.5]],
    });
    expect(of('vanilla-seed1')).toEqual({ 'base/success': [[begin, 0, float(0.4)]] });
  });
});

it('the files are those that the Python readers were shown', () => {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]);
  expect(
    Object.fromEntries(files),
    'The bytes of an export changed. Show the new files to the Python readers: see test/golden/exports.py.',
  ).toEqual(Object.fromEntries(Object.entries(golden).map(([name, { sha256 }]) => [name, sha256])));
});
