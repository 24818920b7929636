/** `dawnlab bench fuzz`: random programs compiled, against the same programs op by op. */

import { Command, Option } from 'commander';
import { fuzz } from '../../bench/index.js';
import { ENGINE_NAMES, type EngineName } from '../../compute/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';

interface BenchFuzzOptions {
  readonly engine: EngineName;
  readonly programs: number;
  readonly first: number;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `fuzz`, a subcommand of `bench`
 */
export function benchFuzzCommand(): Command {
  return new Command('fuzz')
    .description('random programs on an engine against TensorFlow.js op by op; prints each that differs as code')
    .addOption(new Option('--engine <name>', 'what is tested').choices(ENGINE_NAMES).default('onnx'))
    .option('--programs <count>', 'how many', parseCount, 5000)
    .option('--first <seed>', 'seed of the first program', parseCount, 0)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchFuzz);
}

async function benchFuzz({ engine, programs, first, json }: BenchFuzzOptions): Promise<void> {
  const report = await fuzz(engine, programs, first, (code) => console.log(`${code}\n`));
  const { equal, eager, wrong, gradients, batched, compared, skipped, worst } = report;
  console.log(
    `${programs} programs from seed ${first} on ${engine}: ${equal} compiled and equal, ${eager} run eagerly with a ` +
      `notice, ${wrong} wrong; ${gradients} with gradients, ${batched} of a batch. Largest difference ` +
      `${worst.toExponential(1)} over ${compared} elements; ${skipped} hang on rounding and were left out.`,
  );
  if (json) printResult(report);
  if (wrong > 0) process.exitCode = 1;
}
