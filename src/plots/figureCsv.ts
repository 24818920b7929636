import type { Figure } from './figure.js';

/** What of a trace has numbers in it. */
interface CsvTrace {
  readonly type?: string;
  readonly name?: string;
  readonly hoverinfo?: string;
  readonly x?: ArrayLike<unknown>;
  readonly y?: ArrayLike<unknown>;
  readonly z?: ArrayLike<ArrayLike<unknown>>;
  readonly text?: ArrayLike<unknown> | string;
  readonly customdata?: ArrayLike<unknown>;
  readonly meta?: { readonly columns?: readonly string[] };
  readonly error_y?: CsvErrors;
  readonly error_x?: CsvErrors;
}

interface CsvErrors {
  readonly array?: ArrayLike<number>;
  readonly arrayminus?: ArrayLike<number>;
}

type CsvRow = Readonly<Record<string, unknown>>;

/**
 * The numbers of a figure as a table in text: a row a point, with its trace, its place, its interval, and what else hovering
 * shows. What is drawn without numbers of its own (edges of bands, reference lines) is left out where it has no name.
 *
 * @param figure traces and layout
 * @returns comma-separated values with a head, as RFC 4180 has them
 */
export function figureCsv({ data }: Figure): string {
  const traces = data as readonly CsvTrace[];
  const rows = traces.flatMap((trace, i) =>
    trace.hoverinfo === 'skip' && !trace.name ? [] : traceRows(trace, trace.name ?? `trace ${i + 1}`),
  );
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('');
}

function traceRows(trace: CsvTrace, name: string): CsvRow[] {
  const { x = [], y = [], z } = trace;
  if (z)
    return Array.from(z, (row, i) =>
      Array.from(row, (value, j) => ({ trace: name, x: x[j] ?? j, y: y[i] ?? i, z: value })),
    ).flat();
  return Array.from({ length: Math.max(x.length, y.length) }, (_, i) => ({
    trace: name,
    x: x[i] ?? i,
    y: y[i] ?? i,
    ...errors(trace.error_y, Number(y[i]), i, ''),
    ...errors(trace.error_x, Number(x[i]), i, 'x '),
    ...custom(trace, i),
    ...(trace.text && typeof trace.text !== 'string' && trace.text[i] !== undefined ? { text: trace.text[i] } : {}),
  }));
}

/** The ends of an error bar. */
function errors(bar: CsvErrors | undefined, at: number, i: number, prefix: string): CsvRow {
  const up = bar?.array?.[i];
  if (up === undefined) return {};
  return { [`${prefix}low`]: at - (bar?.arrayminus?.[i] ?? up), [`${prefix}high`]: at + up };
}

/** What hovering shows beside the place, under the names that the trace gives. */
function custom({ customdata, meta }: CsvTrace, i: number): CsvRow {
  const values = customdata?.[i];
  const names = meta?.columns;
  if (!names || !Array.isArray(values)) return {};
  return Object.fromEntries(names.map((name, k) => [name, values[k]]));
}

function csvCell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value).replace(/<br\s*\/?>/gi, ' ');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
