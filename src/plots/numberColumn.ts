/** Columns by name, for figures that draw any quantity. */

/** The names of a row's columns that hold numbers (or nothing, where a row lacks the quantity). */
export type NumberColumn<Row> = {
  [Name in keyof Row]-?: NonNullable<Row[Name]> extends number ? Name : never;
}[keyof Row] &
  string;

/**
 * The number in a row's column.
 *
 * @param row a plain object
 * @param column its name
 * @returns the number; NaN where the row has none
 */
export function numberAt<Row>(row: Row, column: NumberColumn<Row>): number {
  const value: unknown = row[column];
  return typeof value === 'number' ? value : Number.NaN;
}
