/**
 * Each knob of each notebook is turned: other runs are trained, under names that are true of them.
 *
 * Here the cells that train, and what these need, are executed in this process. Everything is the notebook's and the
 * library's own but the learning itself: a run that would be trained is at once a finished one, made of what training
 * was handed. `npm run test:knobs` executes every notebook with every knob turned in a kernel, at the smoke scale, trained
 * for real.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import type { PoolJob, PoolOptions } from '../../src/runs/index.js';
import type { RunParts, TrainOptions } from '../../src/training/index.js';
import { useFakeKernel } from './fakeKernel.js';
import { codeCells, isTraining, knobNames, neededCells, turned } from './knobs/cells.js';
import { executeCells, type Shown } from './knobs/execution.js';
import { finishedRecords, trainedByOrder } from './knobs/finishedRun.js';
import { KNOBS, type TurnedKnob } from './knobs/knobs.js';
import { checkLabels } from './knobs/labels.js';
import { executeWhole } from './knobs/wholeNotebook.js';

vi.mock('../../src/notebook/live/runMemo.js', () => ({
  runMemo: async (id: string) => ({ directory: `/${id}`, records: [] }),
  settledMemo: async (directory: string) => ({ directory, records: [] }),
  sealMemo: () => undefined,
}));
vi.mock('../../src/training/train.js', () => ({
  train: async ({ onRecord, ...options }: TrainOptions & RunParts) => {
    const { partNames, runResult } = await import('../../src/training/index.js');
    const { task, baseKind: base } = partNames(options);
    const records = finishedRecords({ ...options, task, base });
    for (const record of records) onRecord?.(record);
    return runResult(records);
  },
}));
vi.mock('../../src/training/trainedAgent.js', async (original) => ({
  ...(await original<object>()),
  loadTrainedAgent: () => ({}),
}));
vi.mock('../../src/runs/worker/runPool.js', async (original) => ({
  ...(await original<object>()),
  runPool: async (jobs: readonly PoolJob[], { onMessage, onResult }: PoolOptions) =>
    Promise.all(
      jobs.map(async (job, i) => {
        for (const record of finishedRecords(await trainedByOrder(job.order))) onMessage?.(job, { record });
        const result = { job, code: 0, tail: '', seconds: 1 };
        onResult?.(result, i + 1);
        return result;
      }),
    ),
}));

vi.stubEnv('DAWNLAB_SCALE', 'smoke');
const isWhole = process.env.MODE === 'whole';
const FOLDER = fileURLToPath(new URL('../../notebooks', import.meta.url));
process.chdir(FOLDER);
const kernel = useFakeKernel();
/** What the cells show as they are, by notebook: executed once. */
const untouched = new Map<string, Promise<Shown[]>>();

function execute(name: string, knob?: string): Promise<Shown[]> {
  const path = join(FOLDER, `${name}.ipynb`);
  const value = KNOBS[name]![knob ?? '']?.to;
  if (isWhole) return executeWhole(path, knob, value);
  const all = codeCells(path);
  const extra = Object.values(KNOBS[name]!).flatMap(({ cells = [] }) => cells);
  const cells = knob === undefined ? all : turned(all, knob, value!);
  const wanted = neededCells(cells, (cell) => isTraining(cell) || ['knobs', 'recorded', ...extra].includes(cell.id));
  return executeCells(wanted, () => kernel.shown.splice(0).map(({ data }) => data));
}

function before(name: string): Promise<Shown[]> {
  if (!untouched.has(name)) untouched.set(name, execute(name));
  return untouched.get(name)!;
}

/** Whether a text is shown, and not as the beginning of a longer number. */
function tells(shown: readonly Shown[], text: string): boolean {
  const whole = new RegExp(`${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![,.]?\\d)`);
  return shown.some((cell) => whole.test(cell.text));
}

function checkRuns(old: readonly Shown[], shown: readonly Shown[], { runs, except = [] }: TurnedKnob): void {
  for (const { id, runs: own } of old.filter((cell) => cell.runs.length > 0 && !except.includes(cell.id))) {
    const known = own.map(({ identity }) => identity);
    const now = shown.find((cell) => cell.id === id)!.runs.map(({ identity }) => identity);
    const others = now.filter((identity) => !known.includes(identity));
    if (runs === undefined) expect(now, id).toEqual(known);
    if (runs === 'all') expect(others, `${id}: all runs are others`).toEqual(now);
    if (runs === 'some') expect(now, `${id}: some run is another`).not.toEqual(known);
  }
}

describe.each(Object.keys(KNOBS))('%s', (name) => {
  it('has a turned value for every name in its knob cell', () => {
    const turnable = Object.keys(KNOBS[name]!);
    const named = knobNames(codeCells(join(FOLDER, `${name}.ipynb`)));
    expect(named.filter((knob) => !['knobs', 'schedule', ...turnable].includes(knob))).toEqual([]);
  });

  const knobs = Object.entries(KNOBS[name]!).filter(([knob, { slow }]) => (isWhole ? knob !== 'scale' : !slow));
  it.each(knobs)(
    '%s',
    async (knob, turn) => {
      const { says, recorded } = turn;
      const old = await before(name);
      const shown = await execute(name, knob);
      expect(shown.some((cell) => cell.runs.length > 0)).toBe(true);
      checkRuns(old, shown, turn);
      checkLabels(shown);
      if (says) expect([tells(old, says), tells(shown, says)], says).toEqual([false, true]);
      const table = shown.find(({ id }) => id === 'recorded');
      if (recorded && table) expect(table.text).toMatch(new RegExp(`\\(yours[^)]*${recorded.replace(')', '\\)')}`));
    },
    900_000,
  );
});
