/** One shape for the tables that notebooks use: plain rows, arquero tables, danfo data frames. */

/** Rows as plain records, column name to value. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** The part of an arquero table that is read. */
export interface ArqueroLike {
  columnNames(): string[];
  numRows(): number;
  objects(options?: { limit?: number }): object[];
}

/** The part of a danfo data frame that is read. */
export interface DanfoLike {
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** Anything that can be shown as a table. */
export type TableLike = readonly object[] | ArqueroLike | DanfoLike;

/** A table's columns, its first rows and how many there are in all. */
export interface TableView {
  readonly columns: readonly string[];
  readonly rows: Rows;
  readonly total: number;
}

/**
 * Reads the first rows of a table.
 *
 * @param table plain rows, an arquero table or a danfo data frame
 * @param limit how many rows at most
 * @returns the view
 */
export function tableView(table: TableLike, limit: number): TableView {
  if ('columnNames' in table) {
    const rows = table.objects({ limit }) as Rows;
    return { columns: table.columnNames(), rows, total: table.numRows() };
  }
  if ('columns' in table && 'values' in table) {
    const { columns } = table as DanfoLike;
    const values = (table as DanfoLike).values as readonly (readonly unknown[])[];
    const rows = values.slice(0, limit).map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    return { columns, rows, total: values.length };
  }
  const rows = table as Rows;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows: rows.slice(0, limit), total: rows.length };
}
