/** What a run costs beside its work, and what a large sweep costs to plan and to watch. */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeIdentity, hardware, type PoolMessage, readSweepPlan, sweepPaths, writeManifest } from '../runs/index.js';
import { median } from '../statistics/index.js';

/** A duration. */
export interface OverheadRow {
  readonly workload: string;
  readonly engine: 'dawnlab';
  readonly threads: 1;
  /** Wall-clock seconds; the median of several. */
  readonly seconds: number;
  readonly perSecond: number;
}

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));
/** One round of one chunk per slot suffices for an update; evaluations of a single episode. */
const FIRST_UPDATE = {
  knobs: { warmupChunks: 0, learningStartsChunks: 0 },
  schedule: {
    batchSize: 8,
    totalChunks: 8,
    evaluateEvery: 8,
    evaluationEpisodes: 1,
    finalEpisodes: 1,
    checkpointEvery: 8,
  },
};

function seconds(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`dawnlab ${args.join(' ')}: ${stderr}`);
  return (performance.now() - started) / 1000;
}

function plan(folder: string, description: object): string {
  const file = join(folder, 'sweep.json');
  writeFileSync(file, JSON.stringify({ finding: 'bench', tasks: ['gantry-peg'], ...description }));
  return file;
}

/** From the start of a process to its first report, which follows the first round with an update. */
function firstUpdate(planFile: string, index: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, 'sweep', 'run', planFile, '--index', String(index)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', ({ progress }: PoolMessage) => {
      if (!progress) return;
      resolve((performance.now() - started) / 1000);
      child.kill('SIGKILL');
    });
    child.once('close', () => reject(new Error('The run ended before its first update.')));
  });
}

/** Gives every run of a plan a manifest, as if all had been begun. */
function beginAll(planFile: string): void {
  const code = codeIdentity();
  const paths = sweepPaths(planFile);
  for (const planned of readSweepPlan(planFile).runs) {
    const { id, spec } = planned;
    const rest = { code, versions: {}, hardware: hardware(), streams: [], attempts: [], inputs: {}, outputs: {} };
    writeManifest(paths.run(planned), { id, spec, status: 'interrupted', ...rest });
  }
}

/**
 * Measures on this machine.
 *
 * @param runs runs of the large sweep
 * @param repeats how often each duration is taken; the median counts
 * @returns a row per duration
 */
export async function runOverhead(runs: number, repeats: number): Promise<OverheadRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-bench-'));
  const repeated = Array.from({ length: repeats }, (_, i) => i);
  const row = (workload: string, values: readonly number[]): OverheadRow => {
    const value = median(values);
    return { workload, engine: 'dawnlab', threads: 1, seconds: value, perSecond: 1 / value };
  };
  try {
    const small = join(folder, 'small', 'plan.json');
    const first = { agents: ['dawn'], seeds: { first: 1, count: repeats }, variants: { first: FIRST_UPDATE } };
    seconds(['sweep', 'plan', plan(folder, first), '--out', small]);
    const starts: number[] = [];
    for (const index of repeated) starts.push(await firstUpdate(small, index));

    const large = join(folder, 'large', 'plan.json');
    const many = plan(folder, { agents: ['dawn'], seeds: { first: 1, count: runs } });
    const count = runs.toLocaleString('en');
    const plans = repeated.map(() => seconds(['sweep', 'plan', many, '--out', large]));
    const planned = repeated.map(() => seconds(['sweep', 'status', large]));
    beginAll(large);
    const begun = repeated.map(() => seconds(['sweep', 'status', large]));
    return [
      row('process start to first update', starts),
      row(`plan of ${count} runs`, plans),
      row(`status of ${count} planned runs`, planned),
      row(`status of ${count} begun runs`, begun),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
