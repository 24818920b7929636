/** One shape for the tables that notebooks use: rows, arquero tables, danfo frames and series, maps, arrays. */

/** Rows as plain records, column name to value. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** The part of an arquero table that is read. */
export interface ArqueroLike {
  columnNames(): string[];
  numRows(): number;
  objects(options?: { limit?: number }): object[];
}

/** The part of a danfo data frame or series that is read. */
export interface DanfoLike {
  readonly columns: readonly string[];
  /** A list of rows; for a series the values themselves. */
  readonly values: unknown;
  /** Names of the rows. */
  readonly index?: readonly unknown[];
}

/** Anything that can be shown as a table. */
export type TableLike =
  | readonly unknown[]
  | NodeJS.TypedArray
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ArqueroLike
  | DanfoLike;

/** A table's columns, its first rows and how many there are in all. */
export interface TableView {
  /** Names, which may repeat; '' for the names of the rows. */
  readonly columns: readonly string[];
  /** One value for each column. */
  readonly rows: readonly (readonly unknown[])[];
  readonly total: number;
}

/**
 * Reads the first rows of a table. Row names stand in a first column without a name: those of a series always, those of
 * a data frame unless they only count.
 *
 * @param table rows (objects, lists or single values), a map, an arquero table, a danfo data frame or series
 * @param limit how many rows at most
 * @returns the view
 * @throws TypeError on anything else, RangeError on a limit that is no count
 */
export function tableView(table: TableLike, limit: number): TableView {
  if (!(limit >= 0) || (limit !== Infinity && !Number.isInteger(limit)))
    throw new RangeError(`showTable: limit is a number of rows, 0, 1, 2 … or Infinity; got ${limit}.`);
  if (table instanceof Map) return mapView(table, limit);
  if (table instanceof Set) return rowsView([...table], limit);
  if (Array.isArray(table)) return rowsView(table, limit);
  if (ArrayBuffer.isView(table) && !(table instanceof DataView))
    return { ...rowsView(listOf(table.subarray(0, limit)), limit), total: table.length };
  if (isArquero(table)) {
    const columns = table.columnNames();
    const rows = table.objects({ limit }).map((row) => columns.map((name) => (row as Rows[number])[name]));
    return { columns, rows, total: table.numRows() };
  }
  if (isDanfo(table)) return danfoView(table, limit);
  throw new TypeError(
    `showTable: expected rows (a list of objects), a Map, an arquero table or a danfo frame; got ${typeName(table)}. ` +
      'A single record is shown as a list of one: showTable([record]).',
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isArquero(table: unknown): table is ArqueroLike {
  return isObject(table) && 'columnNames' in table && 'objects' in table;
}

function isDanfo(table: unknown): table is DanfoLike {
  return isObject(table) && 'columns' in table && 'values' in table && Array.isArray(table.values);
}

function typeName(table: unknown): string {
  return isObject(table) ? (table.constructor?.name ?? 'object') : String(table);
}

/** Rows that are records have named columns, lists have numbered ones, anything else is one value. */
function rowsView(rows: readonly unknown[], limit: number): TableView {
  const total = rows.length;
  if (rows.some(isRecord) && rows.every((row) => isRecord(row) || row === null || row === undefined)) {
    const columns = [...new Set(rows.flatMap((row) => (isRecord(row) ? Object.keys(row) : [])))];
    return { columns, rows: rows.slice(0, limit).map((row) => columns.map((name) => fieldOf(row, name))), total };
  }
  if (total > 0 && rows.every(isList)) {
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    const columns = Array.from({ length: width }, (_, i) => String(i));
    return { columns, rows: rows.slice(0, limit).map((row) => columns.map((_, i) => row[i])), total };
  }
  return { columns: total > 0 ? ['value'] : [], rows: rows.slice(0, limit).map((value) => [value]), total };
}

function listOf(values: NodeJS.TypedArray): unknown[] {
  return Array.from(values as ArrayLike<unknown>);
}

function isList(row: unknown): row is ArrayLike<unknown> {
  return Array.isArray(row) || (ArrayBuffer.isView(row) && !(row instanceof DataView));
}

function isRecord(row: unknown): row is Rows[number] {
  return isObject(row) && !isList(row) && !(row instanceof Date) && !(row instanceof Map) && !(row instanceof Set);
}

function fieldOf(row: unknown, name: string): unknown {
  return isRecord(row) ? row[name] : undefined;
}

function mapView(table: ReadonlyMap<unknown, unknown>, limit: number): TableView {
  return named([...table.keys()], rowsView([...table.values()], limit));
}

function danfoView({ columns, values, index = [] }: DanfoLike, limit: number): TableView {
  const rows = values as readonly unknown[];
  const isSeries = columns.length === 1 && rows.some((row) => !Array.isArray(row));
  const view = {
    columns: isSeries && columns[0] === '0' ? ['value'] : columns,
    rows: rows.slice(0, limit).map((row) => (isSeries ? [row] : (row as readonly unknown[]))),
    total: rows.length,
  };
  return isSeries || index.some((name, i) => name !== i) ? named(index, view) : view;
}

function named(names: readonly unknown[], { columns, rows, total }: TableView): TableView {
  return { columns: ['', ...columns], rows: rows.map((row, i) => [names[i], ...row]), total };
}
