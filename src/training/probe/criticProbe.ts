/** Diagnostics of a run's critic along its training: on the base policy's episodes, and on those of its own policy. */

import { impossibleShare, type QGrounding, qGrounding } from '../../diagnostics/index.js';
import { createEvaluator } from '../evaluator.js';
import type { RunParts } from '../runIdentity.js';
import type { TrainingRun } from '../trainingRun.js';
import { chunkBlocks } from './chunkRows.js';
import { type CriticProgram, createCriticProgram } from './criticProgram.js';
import { type EpisodeTrace, groundedValues, softlyGroundedValues, traceEpisodes } from './episodeTraces.js';
import { type ProbeValues, representationValues } from './representation.js';

/** Measures a run's critic; takes nothing from the run's random streams. */
export interface CriticProbe {
  /**
   * The present critic's diagnostics.
   *
   * @param ownTraces episodes of the run's present policy, where there are any
   * @returns see {@link createCriticProbe}
   */
  measure(ownTraces?: readonly EpisodeTrace[]): Promise<ProbeValues>;
  /** Frees the program. */
  close(): Promise<void>;
}

/** Rows of a block: at least twice the units of the layers whose rank is taken. */
const ROWS = 256;

/** Q and log π of every traced chunk, in order. */
async function viewTraces(program: CriticProgram, run: TrainingRun, traces: readonly EpisodeTrace[]) {
  const chunks = traces.flat();
  const [q, logPi]: [number[], number[]] = [[], []];
  for (const block of chunkBlocks(chunks, run.collector.dims, ROWS)) {
    const view = await program.view(run.learner.update.state, block);
    q.push(...view.q);
    logPi.push(...(view.logPi ?? []));
  }
  return { q: q.slice(0, chunks.length), logPi: logPi.slice(0, chunks.length) };
}

function groundingValues(prefix: string, { absoluteError, bias, exact }: QGrounding): ProbeValues {
  return {
    [`${prefix}ErrorLow`]: absoluteError.low,
    [`${prefix}ErrorHigh`]: absoluteError.high,
    [`${prefix}BiasLow`]: bias.low,
    [`${prefix}BiasHigh`]: bias.high,
    ...(exact && { [`${prefix}ExactError`]: exact.absoluteError, [`${prefix}Spearman`]: exact.spearman }),
  };
}

async function grounding(prefix: string, program: CriticProgram, run: TrainingRun, traces: readonly EpisodeTrace[]) {
  const { discount } = run.agent.settings;
  const { reward } = run.collector.env;
  const { q, logPi } = await viewTraces(program, run, traces);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const alpha = run.agent.algorithm.views.temperature?.(run.learner.update.state);
  const costs = alpha === undefined ? [] : logPi.map((value) => alpha * value);
  const soft = costs.length > 0 ? softlyGroundedValues(traces, q, costs, discount) : [];
  return {
    ...groundingValues(prefix, qGrounding(groundedValues(traces, q, discount, reward), discount)),
    ...(soft.length > 0 && { [`${prefix}SoftError`]: qGrounding(soft, discount).absoluteError.high }),
    [`${prefix}Q`]: mean(q),
    [`${prefix}Impossible`]: impossibleShare(q, discount, 1, reward),
    ...(costs.length > 0 && { [`${prefix}EntropyCost`]: mean(costs) }),
  };
}

/**
 * Sets the diagnostics of a run up. The base policy's episodes are rolled out once, on the evaluation seeds.
 *
 * Names of the values, in units of reward where they are values: `base…` on the base policy's episodes with its own
 * actions, `own…` on those of the present policy. `…ErrorLow`, `…ErrorHigh`: bounds of E|Q − G|; `…BiasLow`, `…BiasHigh`:
 * of E[Q − G]; `…ExactError`, `…Spearman`: over the episodes that terminated; `…SoftError`: there, against soft returns;
 * `…Q`: mean of the value that the actor is led by; `…Impossible`: share outside the possible range; `…EntropyCost`: E[α log π] per chunk. On the
 * base policy's states, with u uniform in [−1, 1]: `sensitivityBefore1` …, `sensitivity1` …, `sensitivityToStates1` …
 * per hidden layer, `discrimination`, `qDifference`; `residualToBase`: ‖λu‖/‖a_base‖ of the deterministic residual;
 * `effectiveRank` and `dormantShare` of the last hidden layer.
 *
 * @param run the run that is looked at
 * @param options task, kind of base policy, episodes
 * @param signal stops the base policy's episodes between chunks
 * @returns the probe
 */
export async function createCriticProbe(
  run: TrainingRun,
  options: Pick<RunParts, 'task' | 'baseKind'> & { readonly episodes: number },
  signal?: AbortSignal,
): Promise<CriticProbe> {
  const { agent, collector, learner } = run;
  const { state } = learner.update;
  const tracer = traceEpisodes(options.episodes);
  const evaluator = await createEvaluator(run, { ...options, agent });
  await evaluator.run('none', options.episodes, signal, tracer.onChunk).finally(() => evaluator.close());
  const program = await createCriticProgram(agent, collector.dims, state, ROWS);
  const traces = tracer.traces();
  const [first] = chunkBlocks(traces.flat(), collector.dims, ROWS);
  return {
    measure: async (ownTraces) => ({
      ...(await grounding('base', program, run, traces)),
      ...(ownTraces && ownTraces.length > 0 && (await grounding('own', program, run, ownTraces))),
      ...(await representationValues(program, learner.update.state, agent.settings.lambda, first)),
    }),
    close: () => program.dispose(),
  };
}
