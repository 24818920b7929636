/** Evaluation with environments and programs of its own, set up once per run. */

import { closeIt, opening } from '../compute/index.js';
import { createSeenEnv, loadBasePolicy } from '../policies/index.js';
import { EVALUATION_SEED, type EvaluationProtocol, type EvaluationResult } from '../rollouts/index.js';
import type { EvaluatedChunk } from './evaluatedChunk.js';
import { evaluate } from './evaluation.js';
import { createResidualPolicy } from './residualPolicy.js';
import type { RunParts } from './runIdentity.js';
import type { TrainingRun } from './trainingRun.js';

/** Environments that evaluation steps side by side, if there are as many episodes. */
const EVALUATION_SLOTS = 25;

/** Which residual, how many episodes, and the seed of the first: by default that of the common ones. */
type AskedEvaluation = Pick<EvaluationProtocol, 'residual' | 'episodes'> &
  Partial<Pick<EvaluationProtocol, 'firstSeed'>>;

/** Evaluates a run's present actor, or its base policy alone, on the same seeds every time. */
export interface Evaluator {
  /** Runs episodes; `onChunk` sees every chunk. */
  run(
    asked: AskedEvaluation,
    signal?: AbortSignal,
    onChunk?: (chunk: EvaluatedChunk) => void,
  ): Promise<EvaluationResult>;
  /** Frees simulators and programs. */
  close(): Promise<void>;
}

/**
 * Sets evaluation up for a run.
 *
 * @param training the run whose actor is evaluated
 * @param options task, kind of base policy, agent, physics
 * @returns the evaluator
 */
export async function createEvaluator(
  training: TrainingRun,
  options: Pick<RunParts, 'task' | 'baseKind' | 'agent' | 'physics'>,
): Promise<Evaluator> {
  const { evaluationEpisodes, finalEpisodes } = training.schedule;
  const slots = Math.min(EVALUATION_SLOTS, Math.max(evaluationEpisodes, finalEpisodes));
  const { update } = training.learner;
  const { algorithm } = options.agent;
  const opened = opening();
  const { base, env, policy } = await opened.during(async () => {
    const base = opened.keep(await loadBasePolicy(options.task, { kind: options.baseKind, batch: slots }), closeIt);
    const env = opened.keep(
      await createSeenEnv(options.task, base, { slots, physics: options.physics, picture: algorithm.picture }),
      closeIt,
    );
    const actor = await createResidualPolicy(
      options.agent,
      algorithm.policy.of(update.state),
      training.collector.dims,
      slots,
    );
    return { base, env, policy: opened.keep(actor, (it) => it.dispose()) };
  });
  return {
    run: (asked, signal, onChunk) => {
      const parts = { policy, actor: algorithm.policy.of(update.state), lambda: options.agent.settings.lambda };
      const protocol = { firstSeed: EVALUATION_SEED, ...asked, success: 'once' as const };
      return evaluate(env, { base, residual: parts }, protocol, signal, onChunk);
    },
    close: opened.close,
  };
}
