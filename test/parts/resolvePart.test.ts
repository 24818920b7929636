import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadKnobs, resolvePart } from '../../src/parts/index.js';

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
  ['./mine.ts', "mine.ts exports base, late, task. Say which of them is meant, for instance './mine.ts#base'"],
  ['./mine.ts#bsae', "exports no 'bsae'. mine.ts exports base, late, task. Did you mean 'base'?"],
  ['./mine.ts#two words', "exports no 'two words'. mine.ts exports base, late, task."],
  ['./mine.ts#task', "'./mine.ts#task' is an object of spec; it must be a base policy (kind, create)"],
  [
    './mine.ts#late',
    'is a number; it must be a base policy (kind, create), for instance from basePolicyByHand. mine.ts',
  ],
  ['.\\\\mine.ts#base', 'Write slashes where it has backslashes'],
  ['./mine.tsx#base', 'its name must end with .ts, .mts, .js or .mjs'],
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

test('a default export, numbers in JSON, and a folder with a # in its name', async () => {
  const from = folderOf({
    'a#b/mine.ts': "import { k } from './numbers.json';\nexport default { kind: 'still', create: () => k };",
    'a#b/numbers.json': '{ "k": 7 }',
  });
  const { value } = await load(from, './a#b/mine.ts#default');
  expect(await value.create(1)).toBe(7);
});

test('an error in a part names the reader’s file and line, and nothing is left behind', async () => {
  const from = folderOf({
    'mine.ts':
      "// 1\n// 2\nexport const base = { kind: 'still', create(): never {\n  throw new Error('out of wind');\n} };",
  });
  vi.stubEnv('TMPDIR', from);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { value } = await load(from);
  const stack = await Promise.resolve()
    .then(() => value.create(1))
    .catch((error: Error) => error.stack);
  expect(stack).toContain(`${join(from, 'mine.ts')}:4:`);
  expect(readdirSync(from)).toEqual(['mine.ts']);
});

test('knobs are loaded by what each of them takes, and others stay', async () => {
  const from = folderOf({ 'mine.ts': 'export const half = () => 0.5; export const norm = { name: "n" };' });
  const gate = `${join(from, 'mine.ts')}#half` as const;
  const { gate: loaded, ...rest } = await loadKnobs({ gate, valueHead: 'c51', lambda: 0.2 });
  expect([(loaded as () => number)(), rest]).toEqual([0.5, { valueHead: 'c51', lambda: 0.2 }]);
  await expect(loadKnobs({ normalizer: gate })).rejects.toThrow('must be a normalizer (name, init, apply)');
});
