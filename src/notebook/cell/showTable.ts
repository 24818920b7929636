/** Tables as readable HTML. */

import { display } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import { formatValue } from './formatValue.js';
import { type TableLike, type TableView, tableView } from './tableRows.js';

/** How a table is shown. */
export interface TableOptions {
  /** Rows shown at most; default 20. */
  readonly limit?: number;
  /** Text of a column's values, by column name; other columns get {@link formatValue}. */
  readonly format?: Readonly<Record<string, (value: never) => string>>;
  /** A line above the table. */
  readonly title?: string;
}

/**
 * Shows a table.
 *
 * @param table rows (objects, lists or single values), a map, an arquero table, a danfo data frame or series
 * @param options how it is shown
 * @throws TypeError on what is no table, RangeError on a limit that is no count
 * @example
 * showTable(curve.orderby('chunks'), { limit: 5, format: { success: (p: number) => `${(100 * p).toFixed(0)} %` } });
 */
export function showTable(table: TableLike, options: TableOptions = {}): void {
  const view = tableView(table, options.limit ?? 20);
  display({ 'text/html': tableHtml(view, options), 'text/plain': tableText(view, options) });
}

/**
 * A table as HTML.
 *
 * @param view columns and rows
 * @param options how it is shown
 * @returns a table element; numbers stand right
 */
function tableHtml(view: TableView, options: TableOptions = {}): string {
  const numeric = numericColumns(view);
  const align = (column: number) => `text-align:${numeric.has(column) ? 'right' : 'left'}`;
  const cell = 'padding:.25em .8em;white-space:nowrap';
  const head = view.columns
    .map((name, i) => `<th style="${cell};${align(i)};border-bottom:1.5px solid currentColor">${escapeHtml(name)}</th>`)
    .join('');
  const body = formatted(view, options).map((row) => {
    const cells = row.map((text, i) => `<td style="${cell};${align(i)}">${escapeHtml(text)}</td>`);
    return `<tr style="border-bottom:1px solid rgba(128,128,128,.25)">${cells.join('')}</tr>`;
  });
  const title = options.title ? `<div style="font-weight:600;margin:.4em 0">${escapeHtml(options.title)}</div>` : '';
  return (
    `${title}<table class="dawnlab-table" style="border-collapse:collapse;font:13px/1.45 system-ui,sans-serif;` +
    `font-variant-numeric:tabular-nums"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${rest(view)}`
  );
}

/**
 * A table as aligned text.
 *
 * @param view columns and rows
 * @param options how it is shown
 * @returns one line for each row, after a line of column names
 */
function tableText(view: TableView, options: TableOptions = {}): string {
  // A line of text is one row.
  const rows = [view.columns, ...formatted(view, options)].map((row) => row.map((text) => text.replace(/\s+/g, ' ')));
  const widths = view.columns.map((_, i) => rows.reduce((most, row) => Math.max(most, row[i]!.length), 0));
  const numeric = numericColumns(view);
  const line = (row: readonly string[]) =>
    row.map((text, i) => (numeric.has(i) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join('  ');
  const hidden = view.total - view.rows.length;
  return [
    ...(options.title ? [options.title] : []),
    ...rows.map(line),
    ...(hidden > 0 ? [`… ${hidden} more rows`] : []),
  ].join('\n');
}

function formatted({ columns, rows }: TableView, { format }: TableOptions): string[][] {
  const formats = columns.map((name) => (format && Object.hasOwn(format, name) ? format[name] : formatValue));
  return rows.map((row) => formats.map((text, i) => text!(row[i] as never)));
}

/** Numbers of the columns that hold a number. */
function numericColumns({ columns, rows }: TableView): Set<number> {
  const isNumeric = (column: number) => rows.some((row) => ['number', 'bigint'].includes(typeof row[column]));
  return new Set(columns.map((_, i) => i).filter(isNumeric));
}

function rest(view: TableView): string {
  const hidden = view.total - view.rows.length;
  return hidden > 0 ? `<div style="opacity:.65;font-size:12px">… ${hidden.toLocaleString('en')} more rows</div>` : '';
}
