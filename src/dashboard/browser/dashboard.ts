/** The script of the dashboard's page. */

import { styleThroughObjectModel } from '../../notebook/browser/styleThroughObjectModel.js';
import type { RunEntry } from '../runEntry.js';
import { filterNames, readFilter } from './filterRuns.js';
import { groupRuns, type RunTableView, runTable } from './runTable.js';
import { fillOptions, showSelection } from './selection.js';
import { askRuns } from './server.js';

/** Milliseconds between two looks at live runs. */
const BEAT = 2_000;

const part = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const known = new Map<string, RunEntry>();
/** Names of settings that any run has. */
const settings = new Set<string>();
let version = 0;

function say(fault: string): void {
  part('fault').hidden = fault === '';
  part('fault').textContent = fault;
}

function count(table: RunTableView): void {
  const shown = table.getDataCount('active');
  const all = known.size.toLocaleString('en');
  part('count').textContent = shown === known.size ? `${all} runs` : `${shown.toLocaleString('en')} of ${all} runs`;
}

function applyFilter(table: RunTableView): void {
  const text = part<HTMLInputElement>('filter').value;
  try {
    const filter = readFilter(text, settings);
    say('');
    if (text.trim()) table.setFilter(filter);
    else table.clearFilter(false);
  } catch (error) {
    say((error as Error).message);
  }
  count(table);
}

function fillNames(): void {
  const { columns, knobs } = filterNames([...known.values()]);
  const names = [...columns.filter((name) => !['chunks', 'success', 'gain'].includes(name)), ...knobs];
  fillOptions('group', ['', ...names], ['nothing', ...names]);
  const before = part<HTMLSelectElement>('colour').value;
  fillOptions('colour', names);
  if (!before) part<HTMLSelectElement>('colour').value = 'agent';
}

/** Rows that changed, and what is drawn of them. */
async function refresh(table: RunTableView): Promise<void> {
  const { version: now, runs, faults } = await askRuns(version);
  if (faults.length > 0) say(`${faults.length} of the runs could not be read. The first: ${faults[0]}`);
  if (now === version) return;
  const isFirst = version === 0;
  version = now;
  for (const run of runs) {
    known.set(run.key, run);
    for (const name of Object.keys(run.knobs)) settings.add(name);
  }
  fillNames();
  await (isFirst ? table.setData(runs) : table.updateOrAddData(runs));
  applyFilter(table);
  const changed = new Set(runs.map(({ key }) => key));
  const selected = table.getSelectedData();
  if (!isFirst && selected.some(({ key }) => changed.has(key))) await showSelection(selected);
}

async function keepFresh(table: RunTableView): Promise<void> {
  try {
    await refresh(table);
  } catch (error) {
    say(`${(error as Error).message} Is the dashboard still running?`);
  }
  setTimeout(() => keepFresh(table), BEAT);
}

function listen(table: RunTableView): void {
  part('filter').addEventListener('input', () => applyFilter(table));
  part('group').addEventListener('change', () => groupRuns(table, part<HTMLSelectElement>('group').value));
  part('all').addEventListener('click', () => table.selectRow('active'));
  part('none').addEventListener('click', () => table.deselectRow());
  const draw = () => void showSelection(table.getSelectedData());
  for (const id of ['quantity', 'axis', 'colour']) part(id).addEventListener('change', draw);
  part('smoothing').addEventListener('input', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  table.on('rowSelectionChanged', draw);
}

styleThroughObjectModel();
const table = runTable(part('runs'));
table.on('tableBuilt', () => {
  listen(table);
  void showSelection([]);
  void keepFresh(table);
});
