/** `dawnlab record`: agents × seeds of a finding on a task, side by side, into `data/results`. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { agents } from '../../agents/index.js';
import { fileProvenance } from '../../policies/index.js';
import {
  codeVersion,
  hardware,
  type PoolJob,
  recordedRun,
  runPool,
  runTablePath,
  writeRunTable,
} from '../../runs/index.js';
import { readRecords } from '../../training/index.js';
import { interruptSignal } from '../interruptSignal.js';
import { parseCount } from '../parseCount.js';

interface RecordOptions {
  readonly finding: string;
  readonly task: string;
  readonly agents: string;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly workers: number;
  readonly out?: string;
}

/**
 * The command.
 *
 * @returns `record`
 */
export function recordCommand(): Command {
  return new Command('record')
    .description(
      'train agents × seeds side by side and write the table that figures are drawn from; resumes what is there',
    )
    .option('--finding <name>', 'for instance 08-dawn', '08-dawn')
    .requiredOption('--task <name>', 'for instance gantry-peg')
    .option('--agents <names>', 'separated by commas', Object.keys(agents).join(','))
    .option('--first-seed <seed>', 'seeds are this one and those after it', parseCount, 1)
    .option('--seeds <count>', 'runs per agent', parseCount, 8)
    .option('--workers <count>', 'processes at once, one core each', parseCount, 2)
    .option('--out <dir>', 'directory of the runs; runs/<finding>/<task> by default')
    .action(recordAction);
}

async function recordAction(options: RecordOptions): Promise<void> {
  const { finding, task, firstSeed, seeds, workers } = options;
  const out = options.out ?? join('runs', finding, task);
  const names = options.agents.split(',');
  const signal = interruptSignal();
  const directories: string[] = [];
  const jobs: PoolJob[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
    for (const agent of names) {
      const directory = join(out, `${agent}-seed${seed}`);
      directories.push(directory);
      if (isComplete(directory)) continue;
      const args = ['--task', task, '--agent', agent, '--seed', String(seed), '--out', directory];
      jobs.push({ label: `${agent} seed ${seed}`, args });
    }
  console.log(`${directories.length} runs: ${directories.length - jobs.length} are done, ${jobs.length} to go.`);
  const started = performance.now();
  const results = await runPool(jobs, {
    workers,
    signal,
    onResult: ({ job, code, seconds }, done) => {
      const left = (((performance.now() - started) / done) * (jobs.length - done)) / 60_000;
      const how = code === 0 ? 'done' : `failed (${code})`;
      console.log(
        `${job.label}: ${how} in ${seconds.toFixed(0)} s; ${done} of ${jobs.length}, ${left.toFixed(0)} min left`,
      );
    },
  });
  for (const { job, code, tail } of results) if (code !== 0) console.error(`${job.label} ended with ${code}:\n${tail}`);
  if (signal.aborted) throw new Error('stopped; the same command goes on from here.');
  collect(
    options,
    directories.filter((directory) => existsSync(join(directory, 'metrics.jsonl'))),
  );
}

function isComplete(directory: string): boolean {
  const file = join(directory, 'metrics.jsonl');
  if (!existsSync(file)) return false;
  const last = readRecords(file).at(-1);
  return last?.kind === 'end' && last.status !== 'interrupted';
}

function collect(
  { finding, task, agents: names, firstSeed, seeds }: RecordOptions,
  directories: readonly string[],
): void {
  const command = `dawnlab record --finding ${finding} --task ${task} --agents ${names} --first-seed ${firstSeed} --seeds ${seeds}`;
  const file = runTablePath(finding, task);
  writeRunTable(file, {
    finding,
    task,
    provenance: {
      command,
      commit: codeVersion(),
      versions: fileProvenance(command).versions,
      hardware: hardware(),
      recordedAt: new Date().toISOString(),
    },
    runs: directories.map((directory) => recordedRun(readRecords(join(directory, 'metrics.jsonl')))),
  });
  console.log(`${directories.length} runs in ${file}`);
}
