import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { numericsVersion } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const script = new URL('../../scripts/numerics.mjs', import.meta.url).href;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
const src = join(folder, 'src');
const packageFile = join(folder, 'package.json');

let versionOf: () => string;
let modulesOf: () => string[];
let before: string;
beforeAll(async () => {
  const { numericsOf } = await import(script);
  versionOf = () => numericsOf(src, packageFile).version;
  modulesOf = () => Object.keys(numericsOf(src, packageFile).modules);
  cpSync(join(root, 'src'), src, { recursive: true });
  cpSync(join(root, 'package.json'), packageFile);
  before = versionOf();
});

/** Files as they were, by path. */
const kept = new Map<string, string>();
beforeEach(() => kept.clear());
afterEach(() => {
  for (const [file, text] of kept) writeFileSync(file, text);
});

/** Edits a file of the copy; what is to be replaced must be there. */
function edit(path: string, ...changes: readonly [from: string | RegExp, to: string][]): void {
  const file = join(src, path);
  const text = readFileSync(file, 'utf8');
  if (!kept.has(file)) kept.set(file, text);
  const edited = changes.reduce((given, [from, to]) => given.replace(from, to), text);
  expect(edited, path).not.toBe(text);
  writeFileSync(file, edited);
}

describe('the version of the numerical code', () => {
  it('is that of the sources in tests, and the same for the same tree', () => {
    expect(numericsVersion()).toBe(before);
    expect(versionOf()).toBe(before);
  });

  it('stays when comments, types and layout are edited', () => {
    edit(
      'training/replay/replay.ts',
      [/^\/\*\*.*?\*\//s, '/** Other words. */'],
      [/\n {2}/g, '\n\n      '],
      ['export function', '// Why not.\nexport function'],
    );
    edit('training/replay/replay.ts', [/: number\b/, ': (number)'], [/\breadonly /g, '']);
    expect(versionOf()).toBe(before);
  });

  it('stays when files are moved, renamed, and imported in another order', () => {
    const text = readFileSync(join(src, 'residual/explorationGate.ts'), 'utf8');
    const moved = join(src, 'residual/gates/one.ts');
    mkdirSync(dirname(moved), { recursive: true });
    writeFileSync(moved, text.replaceAll("'../", "'../../").replaceAll("'./", "'../"));
    kept.set(join(src, 'residual/explorationGate.ts'), text);
    rmSync(join(src, 'residual/explorationGate.ts'));
    edit('residual/index.ts', ['./explorationGate.js', './gates/one.js']);
    edit('training/evaluator.ts', [/(import \{ createSeenEnv.*\n)(import \{ EVALUATION.*\n)/, '$2$1']);
    expect(modulesOf()).toContain('residual/gates/one.ts');
    expect(modulesOf()).not.toContain('residual/explorationGate.ts');
    expect(versionOf()).toBe(before);
  });

  it('stays when pictures, installers, benchmarks, commands and notebooks are edited', () => {
    const untouched = ['pictures/png.ts', 'tasks/gantryPeg/gantryPegScene.ts', 'tasks/adroit/installAssets.ts'];
    for (const path of [...untouched, 'bench/envRates.ts', 'cli/main.ts', 'notebook/live/trainLive.ts'])
      edit(path, [/$/, '\nexport const more = 1;\n']);
    expect(versionOf()).toBe(before);
    const rooms = /^pictures|PegScene|adroitViews|installAssets|Scales|Recipes|^cli|^plots|^runs|^notebook/;
    expect(modulesOf().filter((path) => rooms.test(path))).toEqual([]);
  });

  it('knows no learning rule: an agent counts by its graphs and its initial parameters', () => {
    expect(modulesOf().filter((path) => /^(agents|critic|actor)\/|^algorithms\/\w+\//.test(path))).toEqual([]);
  });

  it.each<[string, string, string | RegExp, string]>([
    ['the reward', 'rewards/rewardRule.ts', '? 0 : -1', '? 0 : -2'],
    ['a sign', 'residual/composeAction.ts', 'base + lambda', 'base - lambda'],
    ['physics', 'tasks/gantryPeg/gantryPegModel.ts', /timestep="[\d.]+"/, 'timestep="0.003"'],
    [
      'a name from elsewhere',
      'training/collectChunks.ts',
      'composeActions } from',
      'composeAction as composeActions } from',
    ],
  ])('changes with %s', (_what, path, from, to) => {
    edit(path, [from, to]);
    expect(versionOf()).not.toBe(before);
  });

  it('changes with a package that computes', () => {
    const text = readFileSync(packageFile, 'utf8');
    kept.set(packageFile, text);
    writeFileSync(packageFile, text.replace(/("onnxruntime-node": )"[^"]+"/, '$1"9.9.9"'));
    expect(versionOf()).not.toBe(before);
    writeFileSync(packageFile, text.replace(/("plotly.js-dist": )"[^"]+"/, '$1"9.9.9"'));
    expect(versionOf()).toBe(before);
  });
});

it('a library without a version says how to have one', () => {
  expect(() => numericsVersion(folder)).toThrow(/no .*numerics\.json.*npm run build/);
});
