/** `dawnlab train-base`: trains a base policy from demonstrations, measures it and writes it to data/policies. */

import { Command } from 'commander';
import { interruptSignal, policyPath } from '../../files/index.js';
import {
  evaluateBase,
  type FitProgress,
  kindByName,
  learnedKinds,
  learnedPolicy,
  loadDemonstrations,
  savePolicyCheckpoint,
  trainBase,
} from '../../policies/index.js';
import { basedOn } from '../../tasks/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface TrainBaseCommandOptions {
  readonly task: string;
  readonly kind: string;
  readonly demos?: number;
  readonly steps?: number;
  readonly seed: number;
  readonly episodes: number;
  readonly threads: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Episodes that the evaluation runs side by side. */
const SLOTS = 16;

/**
 * The command.
 *
 * @returns `train-base`
 */
export function trainBaseCommand(): Command {
  return new Command('train-base')
    .description('train a base policy from demonstrations and measure its success')
    .requiredOption('--task <name>', 'for instance gantry-peg')
    .option('--kind <name>', Object.keys(learnedKinds).join(', '), 'diffusion')
    .option(
      '--demos <count>',
      "demonstrations to train on, the first of the set; the recipe's number by default",
      parseCount,
    )
    .option('--steps <count>', "gradient updates; the recipe's number by default", parseCount)
    .option('--seed <seed>', 'master seed of the training', parseCount, 1)
    .option('--episodes <count>', 'episodes of the evaluation', parseCount, 200)
    .option('--threads <count>', 'threads of the compiled update', parseCount, 1)
    .addOption(pythonOption())
    .option('--out <file>', 'the safetensors file to write')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(trainBaseAction);
}

function showProgress({ step, steps, loss, stepsPerSecond, secondsLeft }: FitProgress): void {
  if (!process.stdout.isTTY) return;
  const line = `${step} of ${steps} updates  loss ${loss.toFixed(4)}  ${stepsPerSecond.toFixed(0)}/s  ${secondsLeft.toFixed(0)} s left`;
  process.stdout.write(`\r${line.padEnd(80)}`);
}

async function trainBaseAction(options: TrainBaseCommandOptions): Promise<void> {
  const { task, kind, demos, steps, seed, episodes, threads, out = policyPath(task, kind), json } = options;
  // Before the demonstrations are replayed, which takes a while.
  kindByName(kind);
  const suite = basedOn(task);
  if (suite !== task)
    throw new Error(`${task} has the base policies of its suite. Train those: dawnlab train-base --task ${suite}`);
  const controls = { threads, onProgress: showProgress, signal: interruptSignal() };
  const { config, fit, ...arrays } = await trainBase(kind, await loadDemonstrations(task), {
    demos,
    steps,
    seed,
    ...controls,
  });
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(`trained ${fit.steps} updates in ${fit.seconds.toFixed(0)} s, loss ${fit.loss.toFixed(4)}`);
  const policy = await learnedPolicy(arrays, config, { batch: SLOTS, threads });
  const measure = { episodes, slots: SLOTS };
  const evaluation = await evaluateBase(task, policy, measure).finally(() => policy.close());
  const command =
    `dawnlab train-base --task ${task} --kind ${kind} --demos ${config.demonstrations} ` +
    `--steps ${fit.steps} --seed ${seed} --episodes ${episodes}`;
  savePolicyCheckpoint(arrays, config, evaluation, command, out);
  const { estimate, low, high } = evaluation.success;
  console.log(`${out}: success ${estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] of ${episodes} episodes`);
  if (json) {
    const { steps: updates, loss, seconds } = fit;
    printResult({ task, kind, demonstrations: config.demonstrations, updates, loss, seconds, evaluation, path: out });
  }
}
