import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installKernel } from '../../../src/notebook/index.js';
import { temporaryFolder } from '../notebooks.js';

const prefix = temporaryFolder();
const folder = join(prefix, 'share', 'jupyter', 'kernels', 'tslab');
const argvOf = () => JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')).argv as string[];

it('the kernelspec names this Node and a launcher that is there, and may be written again', () => {
  for (const _ of [1, 2]) expect(installKernel({ prefix })).toBe(folder);
  const [node, , launcher, , file] = argvOf();
  expect([node, file]).toEqual([process.execPath, '{connection_file}']);
  expect(existsSync(launcher)).toBe(true);
});

it('another’s kernel of that name is replaced only on request', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), '{"argv":["tslab","kernel"]}');
  expect(() => installKernel({ prefix })).toThrow('--force replaces it');
  installKernel({ prefix, force: true });
  expect(argvOf()[0]).toBe(process.execPath);
});
