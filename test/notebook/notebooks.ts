/** Notebooks made by tests. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is removed after the tests of the calling file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a notebook of the given cells; a string is the source of a code cell. */
export function writeCells(path: string, cells: readonly (string | object)[]): string {
  const full = cells.map((cell, index) => ({
    id: `c${index}`,
    cell_type: 'code',
    metadata: {},
    outputs: [],
    execution_count: null,
    ...(typeof cell === 'string' ? { source: cell } : cell),
  }));
  writeFileSync(path, JSON.stringify({ cells: full, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  return path;
}
