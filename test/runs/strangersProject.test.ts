import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../notebook/notebooks.js';
import { lastJson } from './sweeps.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MINE = `import { type AgentKnobs, createAgent, type Probe } from 'dawnlab';

export const agent = (knobs: AgentKnobs) => ({ ...createAgent('dawn', { ...knobs, normalizer: 'rmsNorm' }), name: 'mine' });
export const plain = agent({ lambda: 0.2, discount: 0.97, width: 16, actorLearningRate: 1e-4, criticLearningRate: 3e-4,
  temperatureLearningRate: 3e-3, warmupChunks: 32, learningStartsChunks: 16, gateHorizonChunks: 32 });
export const probe: Probe = {
  name: 'highest',
  needs: ['q'],
  values: { highestQ: { quantity: 'highest Q over the base policy’s chunks' } },
  measure: async (views, { base }) => ({ highestQ: Math.max(...(await views.q(base.chunks))) }),
};
`;
const MAIN = `import { taskPreset, train } from 'dawnlab';
const { schedule } = taskPreset('gantry-peg', 'smoke', { totalChunks: 64, evaluateEvery: 64, evaluationEpisodes: 1,
  finalEpisodes: 1, batchSize: 16, checkpointEvery: 64, probeEpisodes: 1 });
const highest = [];
const { status } = await train({ task: 'gantry-peg', agent: './mine.ts#plain', probes: ['./mine.ts#probe'], schedule, seed: 1,
  onRecord: (record) => { if (record.kind === 'probe') highest.push(record.values.highestQ); } });
console.log(JSON.stringify({ status, highest }));
`;

const readPackage = (...path: string[]) => JSON.parse(readFileSync(join(...path, 'package.json'), 'utf8'));

/** An empty folder with the packed library, and beside it what its package.json makes npm install, and nothing else. */
function strangersFolder(): string {
  const folder = temporaryFolder();
  const packages = join(folder, 'node_modules');
  const pack = [
    join(ROOT, 'scripts', 'pack.mjs'),
    '--out',
    folder,
    '--platform',
    `${process.platform}-${process.arch}`,
  ];
  execFileSync(process.execPath, pack, { cwd: ROOT });
  mkdirSync(packages);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
  execFileSync('tar', ['-xf', join(folder, tarball), '-C', packages]);
  renameSync(join(packages, 'package'), join(packages, 'dawnlab'));
  const { dependencies, optionalDependencies, bundleDependencies } = readPackage(packages, 'dawnlab');
  const link = (name: string) => {
    const [from, to] = [join(ROOT, 'node_modules', name), join(packages, name)];
    if (bundleDependencies.includes(name) || existsSync(to) || !existsSync(from)) return;
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to);
    const needs = readPackage(from);
    for (const next of Object.keys({ ...needs.dependencies, ...needs.optionalDependencies })) link(next);
  };
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) link(name);
  return folder;
}

const cwd = strangersFolder();

it('the tarball asks for nothing but the registry, and for no script', () => {
  const library = join(cwd, 'node_modules', 'dawnlab');
  const { bundleDependencies, dependencies, overrides } = readPackage(library);
  expect(overrides).toBeUndefined();
  for (const name of bundleDependencies) {
    const vendored = readPackage(library, 'node_modules', name);
    expect(vendored.scripts, name).toBeUndefined();
    // npm installs what a vendored package needs only where the package around it asks for it.
    expect(dependencies, name).toMatchObject({ [name]: vendored.version, ...vendored.dependencies });
  }
  for (const [name, version] of Object.entries(dependencies)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});

it('a stranger’s project defines an agent and a probe in one file, and trains with them', () => {
  writeFileSync(join(cwd, 'mine.ts'), MINE);
  writeFileSync(join(cwd, 'main.mjs'), MAIN);
  const trained = lastJson(spawnSync(process.execPath, ['main.mjs'], { cwd, encoding: 'utf8' }));
  expect(trained.status).toBe('completed');
  expect(trained.highest.length).toBeGreaterThan(0);
  expect(trained.highest.every(Number.isFinite)).toBe(true);

  const dawnlab = join(cwd, 'node_modules', 'dawnlab', 'dist', 'cli', 'main.js');
  const schedule =
    '{"totalChunks":64,"evaluateEvery":64,"evaluationEpisodes":1,"finalEpisodes":1,"batchSize":16,"probeEpisodes":1}';
  const knobs = '{"width":16,"warmupChunks":32,"learningStartsChunks":16}';
  const options = [
    '--probes',
    './mine.ts#probe',
    '--agent',
    './mine.ts#agent',
    '--scale',
    'smoke',
    '--schedule',
    schedule,
    '--knobs',
    knobs,
    '--json',
  ];
  const args = [dawnlab, 'train', '--task', 'gantry-peg', ...options, '--out', 'run'];
  const ended = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  expect(lastJson(ended)).toMatchObject({ agent: 'mine', status: 'completed' });
  const probes = readFileSync(join(cwd, 'run', 'metrics.jsonl'), 'utf8').matchAll(/"highestQ":-?\d/g);
  expect([...probes]).toHaveLength(trained.highest.length);
});

it('a study begun there runs where it lies, with a file of its own, and keeps its runs in the project', () => {
  writeFileSync(join(cwd, 'package.json'), '{"private":true}');
  const dawnlab = (...args: string[]) => {
    const program = join(cwd, 'node_modules', 'dawnlab', 'dist', 'cli', 'main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  };
  dawnlab('new', 'study');
  const file = join(cwd, 'study', 'study.ipynb');
  const notebook = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(join(cwd, 'study', 'helper.ts'), 'export const double = (x: number) => 2 * x;\n');
  const source =
    "import * as aq from 'arquero';\nimport { DataFrame } from 'danfojs-node';\nimport { double } from './helper';\n" +
    'console.log(double(aq.table({ x: [1, 2] }).numRows()), new DataFrame([{ a: 1 }]).shape, knobs.lambda);';
  notebook.cells.push({ ...notebook.cells.at(-1), id: 'own', source });
  writeFileSync(file, JSON.stringify(notebook));
  dawnlab('notebook', 'run', file, '--scale', 'smoke', '--set', 'lambda=0.1', '--out', 'executed.ipynb');
  const { cells, metadata } = JSON.parse(readFileSync(join(cwd, 'executed.ipynb'), 'utf8'));
  expect(cells.at(-1).outputs[0].text.join('')).toBe('4 [ 1, 1 ] 0.1\n');
  expect(JSON.stringify(cells)).toContain('application/vnd.dawnlab.verdict+json');
  expect(metadata.dawnlab.knobs).toEqual({ lambda: '0.1' });
  expect(readdirSync(join(cwd, '.cache', 'runs')).filter((name) => !name.startsWith('.'))).toHaveLength(2);
});
