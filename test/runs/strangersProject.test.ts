import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** An empty folder with the packed library, and the packages that it names beside it, as npm installs them. */
function strangersFolder(): string {
  const folder = temporaryFolder();
  const packages = join(folder, 'node_modules');
  const npm = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const [tarball] = execFileSync('npm', npm, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').slice(-1);
  mkdirSync(packages);
  execFileSync('tar', ['-xf', join(folder, tarball!), '-C', packages]);
  renameSync(join(packages, 'package'), join(packages, 'dawnlab'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (!name.startsWith('.') && name !== 'dawnlab')
      symlinkSync(join(ROOT, 'node_modules', name), join(packages, name));
  return folder;
}

it('a stranger’s project defines an agent and a probe in one file, and trains with them', () => {
  const cwd = strangersFolder();
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
