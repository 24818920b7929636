/** `dawnlab demonstrations`: records a scripted expert. */

import { Command } from 'commander';
import { interruptSignal } from '../../files/index.js';
import { demonstrationPath, plannedActor, recordDemonstrations, saveDemonstrations } from '../../policies/index.js';
import { createExpert, demonstratedOn, openTask, type PlannedEpisode, taskEntry } from '../../tasks/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface DemonstrationsOptions {
  readonly task: string;
  readonly episodes: number;
  readonly firstSeed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `demonstrations`
 */
export function demonstrationsCommand(): Command {
  return new Command('demonstrations')
    .description("record a task's scripted expert; the successful episodes go to data/demonstrations")
    .requiredOption('--task <name>', 'for instance gantry-peg')
    .option('--episodes <count>', 'episodes to run', parseCount, 100)
    .option('--first-seed <seed>', 'reset seed of the first episode; the others follow', parseCount, 10_000_000)
    .addOption(pythonOption())
    .option('--out <file>', 'the safetensors file to write')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(demonstrations);
}

/** Who demonstrates: the task's expert, or a planner, whose plans are made first. */
async function demonstrator(task: string, seeds: readonly number[], signal: AbortSignal) {
  const entry = taskEntry(task);
  if (!('planner' in entry)) return createExpert(task);
  const missing = entry.missing?.();
  if (missing) throw new Error(missing);
  const plans: PlannedEpisode[] = [];
  for await (const plan of entry.planner.plan(seeds)) {
    signal.throwIfAborted();
    plans.push(plan);
    if (process.stdout.isTTY) process.stdout.write(`\r${plans.length} of ${seeds.length} planned`);
  }
  return plannedActor(plans, entry.spec.actionDim);
}

async function demonstrations(options: DemonstrationsOptions): Promise<void> {
  const { task, episodes, firstSeed, out = demonstrationPath(task), json } = options;
  const started = performance.now();
  const seeds = Array.from({ length: episodes }, (_, i) => firstSeed + i);
  const signal = interruptSignal();
  const expert = await demonstrator(task, seeds, signal);
  // Whatever DAWNLAB_PHYSICS says: what is recorded must come back to the bit on any processor.
  const sizes = { slots: 1, obsHorizon: 1, executeSteps: 1 };
  const env = await openTask(demonstratedOn(task).task, { ...sizes, physics: 'wasm' });
  const recorded = await recordDemonstrations(env, expert, seeds, undefined, signal).finally(() => env.close());
  const command = `dawnlab demonstrations --task ${task} --episodes ${episodes} --first-seed ${firstSeed}`;
  saveDemonstrations(recorded, command, out);
  const seconds = (performance.now() - started) / 1000;
  const kept = recorded.lengths.data.length;
  const steps = recorded.actions.shape[0];
  console.log(`${out}: ${kept} of ${episodes} episodes, ${steps} primitive steps, ${seconds.toFixed(1)} s`);
  if (json) printResult({ task, episodes: kept, failedSeeds: recorded.failedSeeds, steps, seconds, path: out });
}
