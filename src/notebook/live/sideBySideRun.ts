/** One run of a comparison: what it is, how a child process trains it, what is known of it. */

import type { AgentKnobs } from '../../agents/index.js';
import { checkKnobsReach } from '../../parts/index.js';
import type { RunOrder } from '../../runs/index.js';
import type { RunParts, RunRecord } from '../../training/index.js';
import { notebookScale } from '../cell/notebookScale.js';
import { checkOptions, type LiveRunOptions, liveRunParts } from './liveRunParts.js';
import { runMemo } from './runMemo.js';
import { isProbe, type WatchedMetric, watchedMetrics } from './watchedMetric.js';

/** An agent of the comparison under a name of its own, with other knobs. */
export interface AgentVariant {
  /** Name in figures and tables. */
  readonly label: string;
  /** Which agent: `dawn`, `policyDecorator`, `vanilla`, or a reference such as `./mine.ts#agent`. */
  readonly agent: string;
  /** What differs from the knobs of the comparison. */
  readonly knobs?: Partial<AgentKnobs>;
}

/** What to compare: parts by name or by reference (`./mine.ts#task`), since child processes cannot be handed functions. */
export interface SideBySideOptions extends Omit<LiveRunOptions, 'probes' | 'watch'> {
  readonly task: string;
  readonly baseKind?: string;
  /** What agents are made of, for instance from `taskPreset`. */
  readonly knobs: AgentKnobs;
  /** Names of agents, references, or variants. */
  readonly agents: readonly (string | AgentVariant)[];
  /** Master seeds, chosen beforehand; each agent runs with every one. */
  readonly seeds: readonly number[];
  /** Diagnostics to draw while training runs; they need a schedule with `probeEpisodes`. */
  readonly watch?: readonly (string | WatchedMetric)[];
  /** Processes at once; default the cores that there are, at most 2. */
  readonly workers?: number;
}

const OPTIONS = ['task', 'agents', 'knobs', 'schedule', 'seeds', 'baseKind', 'watch', 'styles', 'workers', 'fresh'];

/** One run of the comparison. */
export interface SideBySideRun {
  readonly label: string;
  readonly agent: string;
  readonly parts: RunParts;
  /** What a process is told to make. */
  readonly order: RunOrder;
  readonly directory: string;
  /** Whether it was there already. */
  readonly isReused: boolean;
  /** What is known of it so far. */
  readonly records: RunRecord[];
}

/**
 * Looks up a run of a comparison among those that are kept.
 *
 * @param options task, knobs, schedule
 * @param choice an agent's name, or a variant
 * @param seed master seed
 * @returns the run; with its records if it is finished
 * @throws RangeError on an option that does not exist; TypeError on one that is missing, and on a part that is a value; Error
 * on an unknown task or agent, and on a reference that leads nowhere
 */
export async function lookUpRun(
  options: SideBySideOptions,
  choice: string | AgentVariant,
  seed: number,
): Promise<SideBySideRun> {
  checkOptions('trainSideBySide', options, OPTIONS);
  const { task, baseKind: base = 'diffusion', schedule } = options;
  const variant: Partial<AgentVariant> & Pick<AgentVariant, 'agent'> =
    typeof choice === 'string' ? { agent: choice } : choice;
  for (const [name, written] of Object.entries({ task, baseKind: base, agent: variant.agent }))
    if (typeof written !== 'string')
      throw new TypeError(
        `trainSideBySide: ${name} is a value, which cannot be handed to another process. Write it into a file and name ` +
          `it, for instance ${name}: './mine.ts#${name}'; or train with trainLive, one run after the other.`,
      );
  await checkKnobsReach(variant.agent, Object.keys(variant.knobs ?? {}));
  const knobs = options.knobs && { ...options.knobs, ...variant.knobs };
  const parts = await liveRunParts(options, { agent: variant.agent, knobs }, seed);
  const [{ nameRun, currentSpec, runId }, { defaultEngine }, { defaultPhysics }] = await Promise.all([
    import('../../runs/index.js'),
    import('../../compute/index.js'),
    import('../../environments/index.js'),
  ]);
  const labels = { finding: 'live', variant: 'default', scale: notebookScale() };
  const means = { engine: defaultEngine(), physics: defaultPhysics(), threads: 1 };
  const written = { task, agent: variant.agent, base, knobs, schedule, seed, ...means };
  const { request } = await nameRun({ ...labels, ...written });
  const spec = await currentSpec(request);
  const { directory, isFinished, records } = await runMemo(runId(spec), options.fresh);
  const name = variant.label ?? parts.agent.name;
  return {
    label: `${name}, seed ${seed}`,
    agent: name,
    parts,
    order: { spec, directory },
    directory,
    isReused: isFinished,
    records: isFinished ? [...records] : [],
  };
}

/**
 * The figures that a comparison draws of its probes.
 *
 * @param options what is watched, and the schedule
 * @returns one entry a figure
 * @throws TypeError on a probe of the reader's own, which child processes cannot be handed; RangeError as {@link watchedMetrics}
 */
export async function sideBySideWatch({ watch = [], schedule }: SideBySideOptions): Promise<WatchedMetric[]> {
  if (watch.some(isProbe))
    throw new TypeError(
      'trainSideBySide: a probe of your own cannot be handed to another process. Watch it with trainLive, one run after ' +
        'the other; its option beside draws earlier runs in the same figure.',
    );
  return watchedMetrics(watch, schedule);
}
