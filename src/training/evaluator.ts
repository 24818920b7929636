/** Evaluation with environments and programs of its own, set up once per run. */

import { closeIt, opening } from '../compute/index.js';
import { loadBasePolicy } from '../policies/index.js';
import { EVALUATION_SEED, type EvaluationProtocol, type EvaluationResult } from '../rollouts/index.js';
import { openTask } from '../tasks/index.js';
import type { EvaluatedChunk } from './evaluatedChunk.js';
import { evaluate } from './evaluation.js';
import { createResidualPolicy } from './residualPolicy.js';
import type { RunParts } from './runIdentity.js';
import type { TrainingRun } from './trainingRun.js';

/** Environments that evaluation steps side by side, if there are as many episodes. */
const EVALUATION_SLOTS = 25;

/** Evaluates a run's present actor, or its base policy alone, on the common seeds. */
export interface Evaluator {
  /** Runs `episodes` episodes; `onChunk` sees every chunk. */
  run(
    residual: EvaluationProtocol['residual'],
    episodes: number,
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
 * @param options task, kind of base policy, agent
 * @returns the evaluator
 */
export async function createEvaluator(
  training: TrainingRun,
  options: Pick<RunParts, 'task' | 'baseKind' | 'agent'>,
): Promise<Evaluator> {
  const { evaluationEpisodes, finalEpisodes } = training.schedule;
  const slots = Math.min(EVALUATION_SLOTS, Math.max(evaluationEpisodes, finalEpisodes));
  const { update } = training.learner;
  const opened = opening();
  const { base, env, policy } = await opened.during(async () => {
    const base = opened.keep(await loadBasePolicy(options.task, { kind: options.baseKind, batch: slots }), closeIt);
    const { obsHorizon, executeSteps } = base;
    const env = opened.keep(await openTask(options.task, { slots, obsHorizon, executeSteps }), closeIt);
    const actor = await createResidualPolicy(update.state.actor, training.collector.dims, slots);
    return { base, env, policy: opened.keep(actor, (it) => it.dispose()) };
  });
  return {
    run: (residual, episodes, signal, onChunk) => {
      const parts = { policy, actor: update.state.actor, lambda: options.agent.settings.lambda };
      const protocol = { residual, episodes, firstSeed: EVALUATION_SEED, success: 'once' as const };
      return evaluate(env, { base, residual: parts }, protocol, signal, onChunk);
    },
    close: opened.close,
  };
}
