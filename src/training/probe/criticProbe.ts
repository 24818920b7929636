/** Probes of a run along its training: on the base policy's episodes, and on those of its own policy. */

import { opening } from '../../compute/index.js';
import { createEvaluator } from '../evaluator.js';
import type { RunParts } from '../runIdentity.js';
import type { TrainingRun } from '../trainingRun.js';
import { createCriticProgram } from './criticProgram.js';
import { type EpisodeTrace, traceEpisodes } from './episodeTraces.js';
import { measureProbes, statesOf, tracedOf } from './measureProbes.js';
import type { Probe, ProbeValues, ProbeViews } from './probe.js';
import { chosenProbes } from './probes.js';
import { viewsOf, viewsThatThereAre } from './probeViews.js';

/** Measures a run's networks; takes nothing from the run's random streams. */
export interface CriticProbe {
  /**
   * The present networks' diagnostics.
   *
   * @param ownTraces episodes of the run's present policy, where there are any
   * @returns values by the names that the probes describe
   */
  measure(ownTraces?: readonly EpisodeTrace[]): Promise<ProbeValues>;
  /** Frees the program. */
  close(): Promise<void>;
}

/** Rows of a block: at least twice the units of the layers whose rank is taken. */
const ROWS = 256;

/** Of the library's own, those that the agent has views for; what the reader names must be measurable. */
function measurable(
  choices: RunParts['probes'],
  views: readonly (keyof ProbeViews)[],
  agent: string,
): readonly Probe[] {
  return chosenProbes(choices).filter(({ name, needs }) => {
    const missing = needs.find((view) => !views.includes(view));
    if (missing && choices)
      throw new RangeError(`The probe '${name}' needs the view '${missing}', which '${agent}' lacks; it has ${views}.`);
    return !missing;
  });
}

/**
 * Sets the probes of a run up. The base policy's episodes are rolled out once, on the evaluation seeds.
 *
 * What each probe measures stands in its `values`, see {@link probes}. `base…` is measured on the base policy's episodes
 * with its own actions, `own…` on those of the present policy.
 *
 * @param run the run that is looked at
 * @param options task, kind of base policy, episodes; which probes, by default all of the library's
 * @param signal stops the base policy's episodes between chunks
 * @returns the probe
 * @throws RangeError on a probe that does not exist, or that the agent has no views for
 */
export async function createCriticProbe(
  run: TrainingRun,
  options: Pick<RunParts, 'task' | 'baseKind' | 'probes'> & { readonly episodes: number },
  signal?: AbortSignal,
): Promise<CriticProbe> {
  const { agent, collector, learner } = run;
  const { dims, env } = collector;
  const { lambda, discount } = agent.settings;
  const tracer = traceEpisodes(options.episodes);
  const evaluator = await createEvaluator(run, { ...options, agent });
  const asked = { residual: 'none', episodes: options.episodes } as const;
  await evaluator.run(asked, signal, tracer.onChunk).finally(() => evaluator.close());
  const opened = opening();
  const program = opened.keep(await createCriticProgram(agent, dims, learner.update.state, ROWS), (it) => it.dispose());
  const base = tracedOf(tracer.traces());
  const fixed = { base, ...statesOf(base.chunks, ROWS), lambda, discount, reward: env.reward };
  const source = { program, dims, rows: ROWS, temperature: agent.algorithm.views.temperature };
  const present = () => viewsOf(source, learner.update.state);
  const probes = await opened.during(async () =>
    measurable(options.probes, await viewsThatThereAre(agent.algorithm, present(), fixed.states), agent.name),
  );
  return {
    measure: (own) => measureProbes(probes, present(), { ...fixed, own: tracedOf(own) }),
    close: () => opened.close(),
  };
}
