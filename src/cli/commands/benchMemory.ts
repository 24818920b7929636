/** `dawnlab bench memory`: whether many updates leave something behind. */

import { Command, Option } from 'commander';
import { memoryGrowth, UPDATE_WORKLOADS } from '../../bench/index.js';
import { ENGINE_NAMES, type EngineName } from '../../compute/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';

interface BenchMemoryOptions {
  readonly engine: EngineName;
  readonly workload: string;
  readonly updates: number;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `memory`, a subcommand of `bench`
 */
export function benchMemoryCommand(): Command {
  const workloads = UPDATE_WORKLOADS.map(({ name }) => name);
  return new Command('memory')
    .description('resident memory and tensors along many updates, and how long an engine takes to start')
    .addOption(new Option('--engine <name>', 'what runs them').choices(ENGINE_NAMES).default('onnx'))
    .addOption(new Option('--workload <name>', 'whose update').choices(workloads).default('W0'))
    .option('--updates <count>', 'how many', parseCount, 20_000)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchMemory);
}

async function benchMemory({ engine, workload: name, updates, json }: BenchMemoryOptions): Promise<void> {
  const workload = UPDATE_WORKLOADS.find((one) => one.name === name)!;
  const report = await memoryGrowth({ ...workload, engine, threads: 1, seeds: 1 }, updates, (done, mebibytes) =>
    console.log(`${String(done).padStart(8)} updates  ${mebibytes.toFixed(1).padStart(7)} MiB`),
  );
  const { startSeconds, tensors, mebibytes } = report;
  const growth = 100 * (mebibytes[1] / mebibytes[0] - 1);
  console.log(
    `${name} on ${engine}: started in ${startSeconds.toFixed(2)} s; over ${updates} updates ${tensors.join(' → ')} ` +
      `tensors, ${mebibytes.map((size) => size.toFixed(1)).join(' → ')} MiB (${growth.toFixed(2)} %).`,
  );
  if (json) printResult(report);
}
