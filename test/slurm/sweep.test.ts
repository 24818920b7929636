import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type RunManifest,
  readManifest,
  readRunTable,
  readSweepPlan,
  sweepPaths,
  sweepStatus,
} from '../../src/runs/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { SHORT } from '../runs/specs.js';
import { collectHash, dawnlab, lastJson, planShort } from '../runs/sweeps.js';
import { killNode, startCluster, stopCluster } from './cluster.js';
import type { Cluster } from './daemons.js';
import { until } from './processes.js';
import { slurmMissing } from './slurmPrograms.js';

/** Runs of the sweep: few in the ordinary tests, `DAWNLAB_SLURM_RUNS=100 npm test -- test/slurm/sweep.test.ts` for many. */
const RUNS = Number(process.env.DAWNLAB_SLURM_RUNS ?? 6);
const unavailable = slurmMissing();

/** A task, a base policy, an agent, a loss, an optimizer and a probe in one file. */
const MINE = fileURLToPath(new URL('../parts/own', import.meta.url));
const KNOBS = { width: 16, warmupChunks: 32, learningStartsChunks: 16 };
const OWN = {
  tasks: ['./mine.ts#task'],
  preset: 'gantry-peg',
  bases: ['./mine.ts#base'],
  agents: ['./mine.ts#agent'],
  probes: ['./mine.ts#probe'],
  seeds: [1],
  schedule: { ...SHORT, probeEpisodes: 1 },
  variants: {
    default: { knobs: KNOBS },
    parts: { agents: ['dawn'], knobs: { ...KNOBS, valueHead: './mine.ts#head', optimizer: './mine.ts#careful' } },
  },
};

describe.skipIf(unavailable)('a sweep on a real Slurm', () => {
  const folder = temporaryFolder();
  const ask = { seeds: { first: 1, count: RUNS } };
  let cluster: Cluster;
  beforeAll(async () => {
    // Few processors, so that the queue is longer than the cluster; small arrays, so that the sweep needs several.
    cluster = await startCluster({ cpusPerNode: 1, maxArraySize: Math.max(4, Math.ceil(RUNS / 4)) });
  });
  afterAll(() => stopCluster(cluster));

  const onCluster = (...args: string[]) => dawnlab(['sweep', ...args], cluster.env);
  const resources = ['--memory', '100', '--minutes', '10'];
  /** How many runs are in each state. Asked again and again, so without a process of its own. */
  const counts = (planFile: string) => sweepStatus(planFile).counts;
  const manifestsOf = (planFile: string) =>
    readSweepPlan(planFile).runs.map((run) => readManifest(sweepPaths(planFile).run(run)) as RunManifest);

  it('ends complete although a node is killed, with the table that the local pool makes, bit for bit', async () => {
    const planFile = planShort(join(folder, 'cluster'), ask);
    const submitted = lastJson(onCluster('submit', planFile, ...resources, '--json'));
    expect(submitted.runs).toBe(RUNS);
    expect(submitted.arrays.length).toBeGreaterThan(1);
    await until('runs are at work', () => counts(planFile).running > 1);
    expect(onCluster('submit', planFile, ...resources).stdout).toContain(
      'Nothing is missing that is not already at Slurm',
    );
    await killNode(cluster, 'n1');
    const status = () => onCluster('status', planFile, '--json');
    await until(
      'all is done',
      () => counts(planFile).completed === RUNS,
      3_000,
      () => status().stdout,
    );
    expect(lastJson(status())).toMatchObject({ completed: RUNS, failed: 0 });
    const manifests = manifestsOf(planFile);
    expect(manifests.every(({ attempts }) => attempts.every(({ job }) => job?.startsWith('slurm ')))).toBe(true);
    const restarted = manifests.filter(({ attempts }) => attempts.length > 1).length;
    console.log(
      JSON.stringify({ runs: RUNS, arrays: submitted.arrays.length, killedNodes: 1, restartedRuns: restarted }),
    );
    // Only what the killed node worked on was begun twice, and nothing was completed twice.
    expect(restarted).toBeLessThanOrEqual(2);
    expect(readdirSync(join(folder, 'cluster', 'slurm', 'logs')).length).toBe(RUNS);

    const local = planShort(join(folder, 'local'), ask);
    expect(dawnlab(['sweep', 'run', local, '--workers', '2']).status).toBe(0);
    expect(collectHash(planFile)).toBe(collectHash(local));
  }, 3_600_000);

  it('makes runs of parts of the reader’s own as they were planned, although their file is gone', async () => {
    const place = join(folder, 'own');
    cpSync(MINE, place, { recursive: true });
    const planFile = planShort(place, OWN);
    rmSync(join(place, 'mine.ts'));
    expect(lastJson(onCluster('submit', planFile, ...resources, '--json')).runs).toBe(2);
    await until(
      'all is done',
      () => counts(planFile).completed === 2,
      1_000,
      () => onCluster('status', planFile).stdout,
    );
    expect(manifestsOf(planFile).every(({ attempts }) => attempts.every(({ job }) => job?.startsWith('slurm ')))).toBe(
      true,
    );
    collectHash(planFile);
    const { runs } = readRunTable('test', 'slider', `${planFile}.tables`);
    expect(runs.map(({ agent, variant }) => [agent, variant])).toEqual([
      ['pushy', 'default'],
      ['dawn', 'parts'],
    ]);
    expect(runs.map(({ start }) => start.settings)).toMatchObject([{ warmup: 'push' }, { optimizer: 'careful' }]);
    for (const { probes } of runs) expect(probes!.highestQ!.every(Number.isFinite)).toBe(true);
  }, 600_000);

  it('is taken back by cancel, keeps what it has, and can be submitted again', async () => {
    const planFile = planShort(join(folder, 'cancelled'), { seeds: [1, 2, 3, 4, 5] });
    onCluster('submit', planFile, ...resources, '--concurrency', '1');
    await until('a run is at work', () => counts(planFile).running > 0);
    expect(onCluster('cancel', planFile).stdout).toMatch(/Took [1-5] runs back from Slurm/);
    await until('all is quiet', () => counts(planFile).running === 0);
    expect(counts(planFile).completed).toBeLessThan(5);
    const again = lastJson(onCluster('submit', planFile, ...resources, '--json'));
    expect(again.runs).toBe(5 - counts(planFile).completed);
    await until('all is done', () => counts(planFile).completed === 5, 300);
  }, 600_000);
});

it('without Slurm a submission says what to install or use instead', () => {
  const planFile = planShort(join(temporaryFolder(), 'none'));
  const refused = dawnlab(['sweep', 'submit', planFile], { PATH: '/nowhere' });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/Slurm/);
  expect(refused.stderr).toMatch(/sweep run|local/);
});
