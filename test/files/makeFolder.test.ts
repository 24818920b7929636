import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from '../../src/files/makeFolder.js';

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes a folder and those above it, and leaves one that is there', () => {
  makeFolder(join(folder, 'a', 'b', 'c'));
  writeFileSync(join(folder, 'a', 'b', 'c', 'kept'), '');
  makeFolder(join(folder, 'a', 'b', 'c'));
  expect(existsSync(join(folder, 'a', 'b', 'c', 'kept'))).toBe(true);
});

it('says that a file is in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const path of ['file', 'file/a', 'file/a/b'])
    expect(() => makeFolder(join(folder, path))).toThrow(/file is a file, .* Choose another directory/);
});

it.runIf(existsSync('/proc/self'))('returns where the system makes no folders', () => {
  expect(() => makeFolder('/proc/dawnlab/run')).toThrow(/EACCES|No folder can be made in \/proc/);
});
