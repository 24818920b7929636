import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPinnedPackages } from '../../../src/runs/spec/pinnedPackages.js';

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'dawnlab-pin-'));
  mkdirSync(join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Writes which packages are wanted and which are there. */
function lock(wanted: object, installed: object): void {
  writeFileSync(join(copy, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  writeFileSync(join(copy, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
}

describe('checkPinnedPackages', () => {
  it('names a package that differs, or is missing', () => {
    lock({ 'node_modules/a': { version: '1.0.0' } }, { 'node_modules/a': { version: '1.0.1' } });
    expect(() => checkPinnedPackages(copy)).toThrow('was planned with a 1.0.0; installed is 1.0.1');
    lock({ 'node_modules/a': { version: '1.0.0' } }, {});
    expect(() => checkPinnedPackages(copy)).toThrow('was planned with a 1.0.0; installed is none');
  });

  it('does without what touches no run: what the package is made with, and what is optional and not there', () => {
    lock(
      {
        '': { version: '0.1.0' },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/linter': { version: '2.0.0', dev: true },
        'node_modules/other-platform': { version: '3.0.0', optional: true },
      },
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/linter': { version: '2.1.0' } },
    );
    expect(() => checkPinnedPackages(copy)).not.toThrow();
  });
});
