/** `dawnlab evaluate`: a trained agent beside its base policy, on episodes of the same seeds. */

import { Command, Option } from 'commander';
import type { PhysicsName } from '../../environments/index.js';
import { interruptSignal } from '../../files/index.js';
import { EVALUATION_SEED } from '../../rollouts/index.js';
import { wilson } from '../../statistics/index.js';
import { evaluateTrained, loadTrainedAgent } from '../../training/index.js';
import { parseCount } from '../parseCount.js';
import { physicsOption } from '../physicsOption.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface EvaluateOptions {
  readonly episodes: number;
  readonly firstSeed: number;
  readonly success: 'once' | 'atEnd';
  readonly physics?: PhysicsName;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `evaluate`
 */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure the success of a trained agent and of its base policy on the same episodes')
    .argument('<dir>', 'directory of a run, as `dawnlab train --out` made it')
    .option('--episodes <count>', 'episodes', parseCount, 200)
    .option('--first-seed <seed>', 'seed of the first episode', parseCount, EVALUATION_SEED)
    .addOption(
      new Option(
        '--success <when>',
        'once: at any step, which ends the episode; atEnd: at the last step of the horizon',
      )
        .choices(['once', 'atEnd'])
        .default('once'),
    )
    .addOption(physicsOption())
    .addOption(pythonOption())
    .option('--json', 'print the result as one JSON object on the last line')
    .action(evaluateAction);
}

async function evaluateAction(directory: string, options: EvaluateOptions): Promise<void> {
  const { episodes, firstSeed, success, physics, json } = options;
  const trained = loadTrainedAgent(directory);
  const signal = interruptSignal();
  const measure = (residual: 'none' | 'deterministic') =>
    evaluateTrained(trained, { residual, episodes, firstSeed, success }, { physics, signal });
  const base = await measure('none');
  const agent = await measure('deterministic');
  const interval = (successes: readonly number[]) => wilson(successes.filter(Boolean).length, episodes);
  const rows = { base: interval(base.succeeded), agent: interval(agent.succeeded) };
  for (const [name, { estimate, low, high }] of Object.entries(rows))
    console.log(
      `${name.padEnd(5)}  success ${estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] of ${episodes}`,
    );
  const mended = agent.succeeded.filter((one, i) => one > base.succeeded[i]).length;
  const broken = agent.succeeded.filter((one, i) => one < base.succeeded[i]).length;
  console.log(`episodes that only the agent solved: ${mended}; that only the base policy solved: ${broken}`);
  const { task, seed } = trained;
  if (json)
    printResult({
      task,
      agent: trained.agent,
      seed,
      episodes,
      firstSeed,
      measured: success,
      success: rows,
      mended,
      broken,
    });
}
