/** Where XLA's plugins lie, which is taken, and that removing them leaves nothing; no plugin is needed. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, vi } from 'vitest';
import { full } from '../../src/arrays/index.js';
import { removeXla } from '../../src/cli/setup/xla.js';
import { chooseFlavour, pluginPath } from '../../src/compute/engines/xla/installation.js';
import { compile, programFolder, tf, type XlaFlavour, xlaCache } from '../../src/compute/index.js';
import { emptyCache } from '../emptyCache.js';

emptyCache();

/** A file in the place of a plugin. */
function pretend(flavour: XlaFlavour): void {
  mkdirSync(dirname(pluginPath(flavour)), { recursive: true });
  writeFileSync(pluginPath(flavour), '');
}

it('says what to do where nothing is set up, and never takes another engine instead', async () => {
  const compiled = compile(({ x }) => ({ y: tf.neg(x) }), { x: full([2], 1) }, { engine: 'xla' });
  await expect(compiled).rejects.toThrow("its plugin is not set up: 'dawnlab setup xla' does it");
  pretend('cpu');
  expect(() => chooseFlavour('gpu')).toThrow("'dawnlab setup xla --gpu' does it");
});

it('takes the plugin for GPUs where it is set up, unless they are hidden', () => {
  vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
  pretend('cpu');
  expect(chooseFlavour()).toBe('cpu');
  pretend('gpu');
  expect(chooseFlavour()).toBe('gpu');
  expect(chooseFlavour('cpu')).toBe('cpu');
  vi.stubEnv('CUDA_VISIBLE_DEVICES', '0');
  expect(chooseFlavour()).toBe('gpu');
  vi.stubEnv('CUDA_VISIBLE_DEVICES', '');
  expect(chooseFlavour()).toBe('cpu');
});

it('leaves nothing where it is removed', () => {
  pretend('cpu');
  pretend('gpu');
  mkdirSync(programFolder());
  expect(removeXla(['cpu', 'gpu'])).toHaveLength(3);
  expect(existsSync(xlaCache())).toBe(false);
  expect(removeXla(['cpu', 'gpu'])).toEqual([]);
});
