import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { resolvePart } from '../../src/parts/index.js';

/** A folder of the reader's with some files; each call has its own. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-parts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const BASE = "export const base = { kind: 'still' as const, create: (batch: number) => ({ batch, k }) };";
const load = (from: string, reference = './mine.ts#base') => resolvePart(reference, 'base', { from });
const hashOf = async (files: Readonly<Record<string, string>>) => (await load(folderOf(files))).hash;

test('a part in TypeScript is loaded, with what its file imports of the reader’s own', async () => {
  const from = folderOf({
    'mine.ts': `import { k } from './lib/numbers.ts';\n${BASE}`,
    'lib/numbers.ts': 'export const k: number = 3;',
  });
  const { value, hash } = await load(from);
  expect(await value.create(5)).toEqual({ batch: 5, k: 3 });
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(await load(from, join(from, 'mine.ts#base'))).toEqual({ value, hash });
});

test('an edited file is read anew in the same process', async () => {
  const from = folderOf({ 'mine.ts': `const k = 1; ${BASE}` });
  const before = await load(from);
  writeFileSync(join(from, 'mine.ts'), `const k = 2; ${BASE}`);
  const after = await load(from);
  expect([await before.value.create(0), await after.value.create(0)]).toEqual([
    { batch: 0, k: 1 },
    { batch: 0, k: 2 },
  ]);
  expect(after.hash).not.toBe(before.hash);
});

test('the hash is that of the code: comments, types, layout, place and other exports change nothing', async () => {
  const numbers = { 'numbers.ts': 'export const k = 3;' };
  const plain = await hashOf({ ...numbers, 'mine.ts': `import { k } from './numbers.ts';\n${BASE}` });
  const dressed = `/** Why. */\nimport { k } from './numbers.ts';\n\ninterface Unused { a: number }\n${BASE.replace('(batch: number)', '( batch )')} // how\nexport const other = () => 4;`;
  expect(await hashOf({ ...numbers, 'mine.ts': dressed })).toBe(plain);
  expect(
    await hashOf({ 'numbers.ts': 'export const k = 4;', 'mine.ts': `import { k } from './numbers.ts';\n${BASE}` }),
  ).not.toBe(plain);
});

test('what a part imports as dawnlab is the library, and a package is found from the reader’s folder', async () => {
  const from = folderOf({
    'mine.ts': `import { basePolicyByHand } from 'dawnlab';\nimport { speed } from 'winds';\nimport { cpus } from 'node:os';
export const base = basePolicyByHand('gantry-peg', 'still', () => [speed, cpus().length * 0, 0, 0, 0, 0]);`,
    'node_modules/winds/package.json': '{"name":"winds","version":"1.0.0","type":"module","exports":"./index.js"}',
    'node_modules/winds/index.js': 'export const speed = 0.25;',
  });
  const policy = await (await load(from)).value.create(1);
  expect(policy.actionDim).toBe(6);
});

test.each([
  ['./none.ts#base', 'There is no file'],
  ['./mine.ts', "say which of its exports is meant, for instance './mine.ts#agent'"],
  ['./mine.ts#bese', "exports no 'bese'; it exports base, late, task. Did you mean 'base'?"],
  ['./mine.ts#task', "'./mine.ts#task' is an object of spec; it must be a base policy (kind, create)"],
  ['./broken.ts#base', 'broken.ts cannot be read:\n  broken.ts:1: '],
  ['./lost.ts#base', 'Could not resolve "nowhere"'],
  ['./throws.ts#base', "'./throws.ts#base' throws when it is imported: out of wind"],
  ['./beside.ts#base', 'asks where it lies'],
])('%s is refused', async (reference, message) => {
  const from = folderOf({
    'mine.ts': `const k = 0; export const task = { spec: {} }; export const late = 1;${BASE}`,
    'broken.ts': 'export const base = ;',
    'lost.ts': "import { x } from 'nowhere'; export const base = x;",
    'throws.ts': "throw new Error('out of wind'); export const base = 1;",
    'beside.ts': 'export const base = new URL("x.json", import.meta.url);',
  });
  await expect(load(from, reference)).rejects.toThrow(message);
});
