/** The checks of `npm test` fail where they should: each on a tree made for it. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
// Places are told by file and line; there is no repository to link to.
const GIT = ['--disableGit', '--sourceLinkTemplate', '#{path}:{line}', '--gitRevision', 'main'];
const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Runs a check on a tree made of these files. It lies in the package, whose tools it is checked with. */
function check(files: Record<string, string>, program: string, args: readonly string[]) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const root = mkdtempSync(join(ROOT, '.cache', 'checks-'));
  roots.push(root);
  const config = { compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, types: [] }, include: ['src'] };
  const all = { 'tsconfig.json': JSON.stringify(config), 'package.json': '{"type":"module"}', ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('the check of dependencies', () => {
  const rules = ['--config', join(ROOT, 'scripts', 'checks', 'dependencies.cjs'), 'src'];
  const dependencies = (files: Record<string, string>) =>
    check(files, 'dependency-cruiser/bin/dependency-cruise.mjs', rules);
  const agents = {
    'src/agents/index.ts': "export { dawn } from './dawn.js';",
    'src/agents/dawn.ts': 'export const dawn = 1;',
  };

  it('passes imports that go down, through faces', () => {
    const { status, output } = dependencies({
      ...agents,
      'src/training/train.ts': "import { dawn } from '../agents/index.js';\nexport const train = dawn;",
    });
    expect(output).toContain('no dependency violations found');
    expect(status).toBe(0);
  });

  it.each([
    ['src/compute/trace.ts', '../agents/index.js', 'src-compute-looks-up'],
    ['src/training/train.ts', '../agents/dawn.js', 'past-the-face'],
    ['src/training/train.ts', '../algorithms/residualSac/index.js', 'names-a-learning-rule'],
    ['src/novelties/train.ts', '../agents/index.js', 'unknown-folder'],
    ['src/runs/spec/runSpec.ts', '../sweep/plan.js', 'src-runs-spec-looks-up'],
  ])('%s may not import %s', (file, target, rule) => {
    const { status, output } = dependencies({
      ...agents,
      'src/algorithms/residualSac/index.ts': 'export const dawn = 1;',
      'src/runs/sweep/plan.ts': 'export const dawn = 1;',
      [file]: `import { dawn } from '${target}';\nexport const it = dawn;`,
    });
    expect(output).toContain(`error ${rule}: ${file} → `);
    expect(status).toBeGreaterThan(0);
  });

  it('training names no learning rule, in whatever way', () => {
    const { status, output } = dependencies({
      'src/algorithms/residualTd3/index.ts': "export { rule, type Rule } from './update.js';",
      'src/algorithms/residualTd3/update.ts': 'export const rule = 1;\nexport type Rule = 1;',
      'src/training/type.ts': "import type { Rule } from '../algorithms/residualTd3/index.js';\nexport type It = Rule;",
      'src/training/handedOn.ts': "export { rule } from '../algorithms/residualTd3/index.js';",
      'src/training/later.ts': "export const it = () => import('../algorithms/residualTd3/index.js');",
      'src/training/past.ts': "import { rule } from '../algorithms/residualTd3/update.js';\nexport const it = rule;",
    });
    for (const file of ['type', 'handedOn', 'later', 'past'])
      expect(output).toContain(`error names-a-learning-rule: src/training/${file}.ts → `);
    expect(status).toBeGreaterThan(0);
  });

  it('finds circles, and what nobody needs', () => {
    const { output } = dependencies({
      'src/files/a.ts': "import { b } from './b.js';\nexport const a = () => b;",
      'src/files/b.ts': "import { a } from './a.js';\nexport const b = () => a;",
      'src/files/alone.ts': 'export const alone = 1;',
      'src/random/one.ts': "import type { Two } from './two.js';\nexport interface One { two: Two }",
      'src/random/two.ts': "import type { Three } from './three.js';\nexport interface Two { three: Three }",
      'src/random/three.ts': "import type { One } from './one.js';\nexport interface Three { one: One }",
    });
    expect(output).toContain('error circle: src/files/');
    expect(output).toContain('error circle: src/random/');
    expect(output).toContain('error orphan: src/files/alone.ts');
  });
});

describe('the check of documentation', () => {
  const documentation = (source: string) =>
    check({ 'src/files/index.ts': "export * from './own.js';", 'src/files/own.ts': source }, 'typedoc/bin/typedoc', [
      '--entryPoints',
      'src/*/index.ts',
      '--emit',
      'none',
      ...GIT,
      '--validation.notExported',
      'false',
      '--plugin',
      join(ROOT, 'scripts', 'checks', 'documented.mjs'),
      '--treatValidationWarningsAsErrors',
    ]);

  it('passes what is documented', () => {
    const { status, output } = documentation(
      '/** Two. */\nexport interface Pair { a: 1 }\n/**\n * Doubles.\n *\n * @param x a number\n * @returns 2x\n */\nexport const twice = (x: number) => 2 * x;\n/**\n * Says it.\n *\n * @param x what\n */\nexport function say(x: Pair): void { x; }',
    );
    expect(output).not.toContain('warning');
    expect(status).toBe(0);
  });

  it('names what is left out, by its line', () => {
    const { status, output } = documentation(
      'export const bare = 1;\n/** Halves. */\nexport function half(x: number) { return x / 2; }\nexport type Bare = 1;\n/**\n * See {@link nothing}.\n *\n * @returns 1\n */\nexport const one = () => 1;',
    );
    expect(output).toContain('own.ts:1 bare: has no doc comment');
    expect(output).toContain('own.ts:3 half: no @param x; no @returns');
    expect(output).toContain('own.ts:4 Bare: has no doc comment');
    expect(output).toContain('Failed to resolve link to "nothing"');
    expect(status).toBeGreaterThan(0);
  });
});
