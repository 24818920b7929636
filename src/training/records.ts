/**
 * What a run writes: typed records, one JSON line each, only ever appended.
 *
 * @outsideNumerics it writes down what happened
 */

import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkForm, isJson, makeFolder, parseJson, quarantineFile, readText, writeFileAtomic } from '../files/index.js';
import type { RunRecord } from './record.js';
import { recordSchema } from './recordForm.js';

/**
 * A metrics file's text.
 *
 * @param records in order
 * @returns one JSON line per record
 */
export function recordLines(records: readonly RunRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/**
 * Appends a record.
 *
 * @param file metrics file
 * @param record what to append
 */
export function appendRecord(file: string, record: RunRecord): void {
  makeFolder(dirname(file));
  appendFileSync(file, recordLines([record]));
}

const AS = {
  kind: 'record of a run',
  advice:
    'Train there again: the run goes on from its checkpoint, which has the records until then; or start it afresh.',
};

/** Numbers as they were measured: JSON writes NaN as null. */
const measured = (values: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? Number.NaN]));

function recordOf(line: string, where: string): RunRecord {
  const record = checkForm(parseJson(line, where, AS), recordSchema, where, AS);
  if (record.kind === 'training' || record.kind === 'explicit') return { ...record, metrics: measured(record.metrics) };
  return record.kind === 'probe' ? { ...record, values: measured(record.values) } : record;
}

/** Name of the file in a run's directory that its records are written to. */
export const METRICS_FILE = 'metrics.jsonl';

/**
 * Reads a metrics file.
 *
 * @param file metrics file
 * @returns its records in order; a last line that was cut off by a crash is left out
 * @throws DamagedFileError naming the line, when any other line is not a record; Error when there is no such file
 */
export function readRecords(file: string): RunRecord[] {
  if (!existsSync(file)) throw new Error(`There is no metrics file ${file}: is this the directory of a run?`);
  const lines = readText(file, AS).split('\n');
  // Every record ends its line: what stands behind the last line end may have been cut off by a crash.
  if (!isJson(lines[lines.length - 1])) lines.pop();
  return lines.flatMap((line, i) => (line.trim() ? [recordOf(line, `${file}, line ${i + 1}`)] : []));
}

/**
 * Puts a metrics file back to what it was when a checkpoint was made, so that a resumed run repeats nothing.
 *
 * @param file metrics file
 * @param text its contents then; empty without a checkpoint
 * @param onNotice called with a line when the file does not begin with that text; it is then set aside and made anew
 * @throws the file system's error
 */
export function restoreRecords(file: string, text: string, onNotice: (notice: string) => void): void {
  const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (found.startsWith(text)) {
    if (found.length > text.length) truncateSync(file, Buffer.byteLength(text));
    return;
  }
  const where = existsSync(file) ? ` It is set aside as ${quarantineFile(file)}.` : '';
  writeFileAtomic(file, text);
  onNotice(`${file} did not hold what its checkpoint had seen, and was restored from that.${where}`);
}
