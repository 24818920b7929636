/** Columns of transitions, checked as they are taken. */

/** A column as files have it: numbers row after row. */
export interface Column {
  /** [rows] or [rows, width], or [rows, k, width] of alternatives. */
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

const COLUMNS =
  'obs, base_action, residual (or action), reward, terminated, truncated; docs/critic-report.md describes them';

/** Columns by name. */
export type Columns = ReadonlyMap<string, Column>;

/**
 * A column that there must be.
 *
 * @param columns by name
 * @param name of the column
 * @returns the column
 * @throws Error naming those that there are
 */
export function needed(columns: Columns, name: string): Column {
  const found = columns.get(name);
  if (found) return found;
  throw new Error(
    `The transitions have no column '${name}'; there are ${[...columns.keys()].join(', ')}. Needed are ${COLUMNS}.`,
  );
}

/**
 * A column of finite numbers.
 *
 * @param columns by name
 * @param name of the column
 * @param rows how many there must be
 * @param rank 1 for one number a row, with or without a second axis of 1; 2 for several
 * @returns the column
 * @throws Error with its shape, or the row of a number that is not finite
 */
export function checked(columns: Columns, name: string, rows: number, rank: 1 | 2): Column {
  const column = needed(columns, name);
  const [count, ...rest] = column.shape;
  const isFit = rank === 2 ? rest.length === 1 && rest[0] > 0 : rest.every((length) => length === 1);
  if (count !== rows || !isFit)
    throw new Error(
      `'${name}' has the shape [${column.shape}]; expected is [${rows}${rank === 2 ? ', width' : ''}], one row a transition.`,
    );
  return checkFinite(name, column);
}

/**
 * Refuses numbers that are not finite.
 *
 * @param name of the column
 * @param column its numbers
 * @returns the column
 * @throws Error naming the row
 */
export function checkFinite(name: string, column: Column): Column {
  const width = column.data.length / column.shape[0];
  const at = Array.prototype.findIndex.call(column.data, (value: number) => !Number.isFinite(value));
  if (at < 0) return column;
  throw new Error(
    `'${name}' holds ${column.data[at]} in row ${Math.floor(at / width)}. Leave that episode out, or mend it.`,
  );
}

/**
 * The rows of a column.
 *
 * @param column [rows] or [rows, width]
 * @returns float32 arrays of `width` numbers
 */
export const rowsOf = ({ shape: [rows, width = 1], data }: Column): Float32Array[] =>
  Array.from({ length: rows }, (_, i) => Float32Array.from({ length: width }, (_unused, j) => data[i * width + j]));

/**
 * A column of 0 and 1.
 *
 * @param columns by name
 * @param name of the column
 * @param rows how many there must be
 * @returns one a row
 * @throws Error on any other number, with its row
 */
export function flags(columns: Columns, name: string, rows: number): boolean[] {
  const { data } = checked(columns, name, rows, 1);
  return Array.from({ length: rows }, (_, i) => {
    if (data[i] === 0 || data[i] === 1) return data[i] === 1;
    throw new Error(
      `'${name}' holds ${data[i]} in row ${i}; it is 1 (true) where the episode ended so, and 0 elsewhere.`,
    );
  });
}

/**
 * A number that holds for all rows.
 *
 * @param columns by name
 * @param name of the number
 * @returns its first entry; undefined where the file has none
 */
export function scalar(columns: Columns, name: string): number | undefined {
  const column = columns.get(name);
  return column && column.data.length > 0 ? Number(column.data[0]) : undefined;
}

/** What a number must be, and where it may come from. */
interface Wanted {
  readonly given: number | undefined;
  /** The option that gives it. */
  readonly flag: string;
  readonly isFit: (value: number) => boolean;
  readonly range: string;
}

/**
 * A number that must be known.
 *
 * @param columns by name
 * @param name of the number
 * @param wanted what was given, which goes before the file's; what it must be
 * @returns the number
 * @throws Error where nobody says it, or it is out of range
 */
export function numberOf(columns: Columns, name: string, { given, flag, isFit, range }: Wanted): number {
  const value = given ?? scalar(columns, name);
  if (value === undefined) throw new Error(`${name} is not known: store it in the file as '${name}', or give ${flag}.`);
  if (!isFit(value)) throw new Error(`${name} is ${value}; it lies in ${range}.`);
  return value;
}
