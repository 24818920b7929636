import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curveTraces, smoothed } from '../../src/dashboard/browser/curveTraces.js';
import { filterNames, readFilter } from '../../src/dashboard/browser/filterRuns.js';
import { differingSettings } from '../../src/dashboard/browser/settingsTable.js';
import {
  collectionFaults,
  entriesSince,
  initCollection,
  runsByKey,
  updateCollection,
} from '../../src/dashboard/runCollection.js';
import { quantities, runCurve } from '../../src/dashboard/runCurve.js';
import { type RunEntry, runEntry } from '../../src/dashboard/runEntry.js';
import { type RecordedRun, runOfRecords } from '../../src/runs/index.js';
import { recordLines } from '../../src/training/records.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from '../runs/records.js';

const folder = temporaryFolder();

function entry(
  agent: string,
  seed: number,
  lambda: number,
  end: 'completed' | 'diverged' | undefined = 'completed',
): RunEntry {
  const run = runOfRecords(shortRun(agent, seed, end));
  const start = { ...run.start, schedule: { totalChunks: 320 }, settings: { lambda, actor: { width: 16 } } };
  return runEntry({ ...run, start } as RecordedRun, `${agent}${seed}`, 'here');
}

const entries = [entry('dawn', 1, 0.2), entry('dawn', 2, 0.1), entry('vanilla', 1, 0.2, 'diverged')];
const shown = (text: string) =>
  entries.filter(readFilter(text, new Set(['lambda', 'actor.width']))).map(({ key }) => key);

describe('a filter', () => {
  it.each([
    ['', ['dawn1', 'dawn2', 'vanilla1']],
    ['dawn', ['dawn1', 'dawn2']],
    ['DAWN seed=2', ['dawn2']],
    ['lambda=0.2', ['dawn1', 'vanilla1']],
    ['lambda<0.2 agent!=vanilla', ['dawn2']],
    ['state=diverged', ['vanilla1']],
    ['success>=0.9', ['dawn1', 'dawn2', 'vanilla1']],
    ['actor.width>15 agent~van', ['vanilla1']],
    ['lambda>', ['dawn1', 'dawn2', 'vanilla1']],
  ])('%j', (text, keys) => expect(shown(text)).toEqual(keys));

  it('refuses a name that no run has', () =>
    expect(() => shown('lamda=0.2')).toThrow("There is no column or setting 'lamda'."));

  it('offers the settings in which runs differ', () => expect(filterNames(entries).knobs).toEqual(['lambda']));
});

describe('curves', () => {
  it('are smoothed by an exponential mean without a bias at the beginning, and not at all by 0', () => {
    expect(smoothed([1, 3, null, 5], 0)).toEqual([1, 3, null, 5]);
    // (3 + ½) / 1½ and (5 + 3/2 + 1/4) / 1¾.
    expect(smoothed([1, 3, null, 5], 0.5)).toEqual([1, 3.5 / 1.5, null, 6.75 / 1.75]);
  });

  it('stand at the evaluation that ends an interval, on any axis', () => {
    const run = runOfRecords(shortRun('dawn', 1, 'completed'));
    expect(quantities(run)).toEqual(['success', 'successRate', 'q', 'alpha']);
    expect(runCurve('k', run, 'q')).toMatchObject({ values: [null, null, -12.3457], times: { updates: [0, 0, 160] } });
    expect(runCurve('k', run, 'success').values).toEqual([0.4, 0.1, 0.9]);
  });

  it('mark a run that diverged, and name a group once', () => {
    const runs = entries.map(
      (it) => [it, runCurve(it.key, runOfRecords(shortRun('dawn', 1, 'completed')), 'success')] as const,
    );
    const traces = curveTraces(runs, { axis: 'updates', smoothing: 0, groupOf: ({ agent }) => agent }) as {
      readonly showlegend: boolean;
      readonly line: { readonly color: string };
      readonly marker: { readonly symbol: readonly string[] };
    }[];
    expect(traces.map(({ showlegend }) => showlegend)).toEqual([true, false, true]);
    expect(traces[0].line.color).toBe(traces[1].line.color);
    expect(traces[2].marker.symbol.at(-1)).toBe('x');
    expect(traces[0].marker.symbol.at(-1)).toBe('circle');
  });
});

it('settings that differ are counted', () =>
  expect(differingSettings(entries)).toEqual([
    {
      name: 'agent',
      values: [
        { text: 'dawn', runs: 2 },
        { text: 'vanilla', runs: 1 },
      ],
    },
    {
      name: 'lambda',
      values: [
        { text: '0.2', runs: 2 },
        { text: '0.1', runs: 1 },
      ],
    },
  ]));

it('a collection reads again what has changed, and only that', () => {
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, 'runs', name), { recursive: true });
    writeFileSync(join(folder, 'runs', name, 'metrics.jsonl'), text);
  };
  const records = shortRun('dawn', 1, 'completed');
  write('a', recordLines(records));
  write('b', recordLines(records.slice(0, 3)));
  const first = updateCollection(initCollection([join(folder, 'runs')]));
  expect(entriesSince(first, 0).map(({ state, chunks }) => [state, chunks])).toEqual([
    ['completed', 320],
    ['unfinished', 0],
  ]);
  expect(updateCollection(first)).toBe(first);
  write('b', recordLines(records.slice(0, 5)));
  write('c', 'no record\n');
  const second = updateCollection(first);
  expect(entriesSince(second, first.version).map(({ chunks }) => chunks)).toEqual([160]);
  expect(collectionFaults(second)).toHaveLength(1);
  const [{ key }] = entriesSince(second, 0);
  expect(runsByKey(second, [key, 'unknown']).map(({ run }) => run.seed)).toEqual([1]);
});
