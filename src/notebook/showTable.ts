/** Tables as readable HTML. */

import { display } from './display.js';
import { escapeHtml } from './escapeHtml.js';
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
 * @param table plain rows, an arquero table or a danfo data frame
 * @param options how it is shown
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
export function tableHtml(view: TableView, options: TableOptions = {}): string {
  const numeric = numericColumns(view);
  const align = (name: string) => `text-align:${numeric.has(name) ? 'right' : 'left'}`;
  const cell = 'padding:.25em .8em;white-space:nowrap';
  const head = view.columns
    .map((name) => `<th style="${cell};${align(name)};border-bottom:1.5px solid currentColor">${escapeHtml(name)}</th>`)
    .join('');
  const body = formatted(view, options).map((row) => {
    const cells = row.map((text, i) => `<td style="${cell};${align(view.columns[i]!)}">${escapeHtml(text)}</td>`);
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
export function tableText(view: TableView, options: TableOptions = {}): string {
  const rows = [view.columns, ...formatted(view, options)];
  const widths = view.columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const numeric = numericColumns(view);
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => (numeric.has(view.columns[i]!) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join('  ');
  const hidden = view.total - view.rows.length;
  return [
    ...(options.title ? [options.title] : []),
    ...rows.map(line),
    ...(hidden > 0 ? [`… ${hidden} more rows`] : []),
  ].join('\n');
}

/**
 * The default text of a value.
 *
 * @param value anything
 * @returns integers with thousands marks, other numbers with 3 significant digits, `–` for null, undefined and NaN
 */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '–';
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
    if (Number.isInteger(value)) return value.toLocaleString('en');
    return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
  }
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function formatted(view: TableView, options: TableOptions): string[][] {
  return view.rows.map((row) =>
    view.columns.map((name) => (options.format?.[name] ?? formatValue)(row[name] as never)),
  );
}

function numericColumns(view: TableView): Set<string> {
  const isNumeric = (name: string) =>
    view.rows.some((row) => typeof row[name] === 'number' || typeof row[name] === 'bigint');
  return new Set(view.columns.filter(isNumeric));
}

function rest(view: TableView): string {
  const hidden = view.total - view.rows.length;
  return hidden > 0 ? `<div style="opacity:.65;font-size:12px">… ${hidden.toLocaleString('en')} more rows</div>` : '';
}
