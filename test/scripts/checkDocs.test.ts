import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/check-docs.mjs', import.meta.url));
const roots: string[] = [];

/** Runs the check on a tree made of these files. */
function check(files: Record<string, string>): { status: number | null; output: string } {
  const root = mkdtempSync(join(tmpdir(), 'check-docs-'));
  roots.push(root);
  const config = { compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, types: [] } };
  for (const [name, text] of Object.entries({ 'tsconfig.json': JSON.stringify(config), ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

describe('check-docs', () => {
  it('passes a documented tree and counts its symbols', () => {
    const { status, output } = check({
      'src/compute/index.ts': "export { type Pair, twice } from './twice.js';",
      'src/compute/twice.ts':
        '/** Two. */\nexport interface Pair { a: 1 }\n/**\n * Doubles.\n *\n * @param x a number\n * @returns 2x\n */\nexport const twice = (x: number) => 2 * x;',
    });
    expect(output).toBe('docs: 2 public symbols, all documented\n');
    expect(status).toBe(0);
  });

  it('names every fault of documentation and of structure', () => {
    const { status, output } = check({
      'src/compute/index.ts': "export * from './bare.js';\nexport { half, Box } from './half.js';",
      'src/compute/bare.ts': "import '../agents/index.js';\nexport const bare = 1;",
      'src/compute/half.ts':
        '/** Halves. */\nexport function half(x: number) { return x / 2; }\n/** A box. */\nexport class Box { open(): void {} private shut(): void {} }',
      'src/algorithms/residualSac/index.ts': '/** A rule. */\nexport const rule = 1;',
      'src/training/learner.ts': "import '../algorithms/residualSac/index.js';",
      'src/compute/pass.ts': "export { half } from './half.js';",
      'src/agents/index.ts':
        "import { half } from '../compute/half.js';\n/** Ok. */\nexport const quarter: number = half(1) / 2;",
    });
    expect(status).toBe(1);
    for (const fault of [
      'src/compute/bare.ts:2 bare: has no doc comment',
      'src/compute/half.ts:2 half: no @param x; no @returns',
      'Box: method open has no doc comment',
      'src/compute/index.ts has `export *`',
      'src/compute/bare.ts imports agents, which compute must not know',
      'src/agents/index.ts imports ../compute/half.js; only compute/index.js is public',
      'src/training/learner.ts imports algorithms/residualSac; only agents and bench may name a learning rule',
      'src/compute/pass.ts only forwards',
      'docs: 4 public symbols, 3 undocumented, 5 misplaced',
    ])
      expect(output).toContain(fault);
    expect(output).not.toContain('shut');
  });
});
