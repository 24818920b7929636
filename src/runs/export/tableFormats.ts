/** Encoders of tidy tables, by file extension. */

import { float64, int64, tableFromArrays, tableToIPC, utf8 } from '@uwdata/flechette';
import { table } from 'arquero';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { TidyTable } from './tidyTable.js';

const ARROW_TYPES = { text: utf8(), integer: int64(), number: float64() };
const PARQUET_TYPES = { text: 'STRING', integer: 'INT64', number: 'DOUBLE' } as const;

const arrays = (tidy: TidyTable) => Object.fromEntries(tidy.map(({ name, values }) => [name, [...values]]));

/** CSV with a header (RFC 4180, lines end in LF): fields quoted where needed, null is empty, numbers keep every digit. */
function encodeCsv(tidy: TidyTable): Uint8Array {
  return Buffer.from(table(arrays(tidy)).toCSV());
}

/** Arrow IPC in its file form (Feather version 2), uncompressed. */
function encodeArrow(tidy: TidyTable): Uint8Array {
  const types = Object.fromEntries(tidy.map(({ name, type }) => [name, ARROW_TYPES[type]]));
  return tableToIPC(tableFromArrays(arrays(tidy), { types }), { format: 'file' }) as Uint8Array;
}

/** Parquet, compressed with Snappy. */
function encodeParquet(tidy: TidyTable): Uint8Array {
  const columnData = tidy.map(({ name, type, values }) => ({
    name,
    type: PARQUET_TYPES[type],
    data: type === 'integer' ? values.map((value) => (value === null ? null : BigInt(value))) : [...values],
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'dawnlab' }));
}

/** The encoders. Integers have 64 bits and numbers are doubles in the formats that have types. */
export const TABLE_FORMATS: Readonly<Record<'csv' | 'arrow' | 'parquet', (tidy: TidyTable) => Uint8Array>> = {
  csv: encodeCsv,
  arrow: encodeArrow,
  parquet: encodeParquet,
};
