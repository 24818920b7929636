/** The table of runs. */

import { type Column, TabulatorFull } from 'tabulator-tables';
import { median } from '../../statistics/index.js';
import type { RunEntry } from '../runEntry.js';
import { columnValue } from './filterRuns.js';

/** The table that the page shows. */
export type RunTableView = TabulatorFull<RunEntry>;

const percent = (value: unknown) => (typeof value === 'number' ? `${Number((100 * value).toFixed(1))} %` : '–');

const number = (title: string, field: string, formatter?: Column['formatter']): Column => ({
  title,
  field,
  sorter: 'number',
  hozAlign: 'right',
  ...(formatter && { formatter }),
});

const COLUMNS: readonly Column[] = [
  {
    title: 'state',
    field: 'state',
    formatter: (cell) => {
      const state = String(cell.getValue());
      cell.getElement().classList.add(`state-${state.replaceAll(' ', '-')}`);
      return state;
    },
  },
  { title: 'task', field: 'task' },
  { title: 'agent', field: 'agent' },
  { title: 'variant', field: 'variant' },
  { title: 'base', field: 'base' },
  number('seed', 'seed'),
  number('success', 'success', (cell) => percent(cell.getValue())),
  number('gain', 'gain', (cell) => percent(cell.getValue())),
  number('chunks', 'chunks', (cell) => Number(cell.getValue()).toLocaleString('en')),
  { title: 'source', field: 'source' },
];

/** A group's value, how many runs it has, and their median success. */
function groupText(value: unknown, count: number, rows: readonly RunEntry[]): HTMLElement {
  const successes = rows.flatMap(({ success }) => success ?? []);
  const heading = document.createElement('span');
  const middle = successes.length > 0 ? `, median success ${percent(median(successes))}` : '';
  heading.textContent = `${String(value)} (${count} ${count === 1 ? 'run' : 'runs'}${middle})`;
  return heading;
}

/**
 * Makes the table, empty.
 *
 * @param element where it stands
 * @returns the table; it can be filled when it says `tableBuilt`
 */
export function runTable(element: HTMLElement): RunTableView {
  return new TabulatorFull<RunEntry>(element, {
    columns: COLUMNS,
    index: 'key',
    layout: 'fitData',
    selectableRows: true,
    selectableRowsRangeMode: 'click',
    placeholder: 'No run fits.',
    groupHeader: groupText,
    groupStartOpen: (_value: unknown, count: number) => count <= 40,
    columnDefaults: { headerHozAlign: 'left', resizable: false },
  });
}

/**
 * Groups the rows by a column or a setting.
 *
 * @param table the table
 * @param name of the column or setting; an empty text for no groups
 */
export function groupRuns(table: RunTableView, name: string): void {
  table.setGroupBy(name === '' ? false : (entry) => `${name} = ${columnValue(entry, name) ?? '–'}`);
}
