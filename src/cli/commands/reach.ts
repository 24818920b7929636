/** `dawnlab reach`: what a bounded residual could come to on a task, before anything is learned. */

import { Command, InvalidArgumentError } from 'commander';
import { interruptSignal } from '../../files/index.js';
import { samplesActs } from '../../policies/index.js';
import { type ReachLine, reachPath, recordReach } from '../../reach/index.js';
import { wilson } from '../../statistics/index.js';
import { createExpert, taskPreset } from '../../tasks/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface ReachCommandOptions {
  readonly task: string;
  readonly kind: string;
  readonly lambdas?: readonly number[];
  readonly episodes: number;
  readonly starts: number;
  readonly attempts: number;
  readonly out?: string;
  readonly json?: boolean;
}

function parseBounds(text: string): number[] {
  const bounds = text.split(',').map(Number);
  const bad = bounds.find((bound) => !(bound > 0 && bound <= 2));
  if (bad !== undefined) throw new InvalidArgumentError(`'${text}': every bound must lie in (0, 2].`);
  return bounds;
}

/**
 * The command.
 *
 * @returns `reach`
 */
export function reachCommand(): Command {
  return new Command('reach')
    .description('measure what a bounded residual could reach: base policy, noise, oracle within λ, several attempts')
    .requiredOption('--task <name>', 'for instance gantry-peg; it needs an expert')
    .option('--kind <name>', 'kind of the base policy', 'diffusion')
    .option('--lambdas <list>', "bounds λ, for instance 0.1,0.2; the task's own by default", parseBounds)
    .option('--episodes <count>', 'episodes of each line, from the first held-out one on', parseCount, 200)
    .option('--starts <count>', 'starts that the base policy tries several times; 0 for none', parseCount, 64)
    .option('--attempts <count>', 'attempts from each start', parseCount, 16)
    .addOption(pythonOption())
    .option('--out <file>', 'the file to write; data/reach/<task>-<kind>.json by default')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(reach);
}

async function reach(options: ReachCommandOptions): Promise<void> {
  const { task, kind, episodes, starts, attempts, json } = options;
  const lambdas = options.lambdas ?? [taskPreset(task).knobs.lambda];
  const bounded = (name: ReachLine['name']) => lambdas.map((lambda) => ({ name, lambda }));
  const quiet: ReachLine[] = samplesActs(kind) ? [{ name: 'zeroNoise' }] : [];
  const oracles = createExpert(task).remembers ? [] : bounded('oracle');
  const lines: ReachLine[] = [{ name: 'base' }, ...quiet, ...oracles, ...bounded('shaken')];
  const { out: file = reachPath(task, kind) } = options;
  const command =
    `dawnlab reach --task ${task} --kind ${kind} --lambdas ${lambdas.join(',')} --episodes ${episodes} ` +
    `--starts ${starts} --attempts ${attempts}`;
  const measured = await recordReach(task, {
    baseKind: kind,
    lines,
    episodes,
    starts,
    attempts,
    command,
    file,
    signal: interruptSignal(),
    onMeasured: (what, successes, of) => {
      const { estimate, low, high } = wilson(successes, of);
      console.log(`${what.padEnd(36)} ${estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] of ${of}`);
    },
  });
  console.log(file);
  if (json) printResult({ task, kind, file, lines: measured.lines.length });
}
