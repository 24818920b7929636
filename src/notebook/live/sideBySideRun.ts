/** One run of a comparison: what it is, how a child process trains it, what is known of it. */

import type { AgentKnobs } from '../../agents/index.js';
import { checkKnobsReach } from '../../parts/index.js';
import type { RunOrder } from '../../runs/index.js';
import { usualBase } from '../../tasks/index.js';
import type { RunParts, RunRecord } from '../../training/index.js';
import { checkOptions, type LiveRunOptions, liveRunParts } from './liveRunParts.js';
import { runMemo } from './runMemo.js';
import { isProbe, type WatchedMetric, watchedMetrics, watchedProbes } from './watchedMetric.js';
import { checkWritten, writtenSpec } from './writtenSpec.js';

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
  /** What is measured where the schedule has `probeEpisodes`: names and references; by default all of the library. */
  readonly probes?: readonly string[];
  /** Diagnostics to draw while training runs; a reference to a probe, `./mine.ts#probe`, is measured too. */
  readonly watch?: readonly (string | WatchedMetric)[];
  /** Processes at once; default the cores that there are, at most 2. */
  readonly workers?: number;
}

const OPTIONS = [
  'task',
  'agents',
  'knobs',
  'schedule',
  'seeds',
  'baseKind',
  'probes',
  'watch',
  'styles',
  'workers',
  'fresh',
];

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

/** What a comparison measures of its runs. */
function writtenProbes({ probes, watch = [] }: SideBySideOptions): Promise<readonly string[] | undefined> {
  const [probe] = [...(probes ?? []), ...watch.filter(isProbe)].filter((entry) => typeof entry !== 'string');
  checkWritten({ probe });
  return watchedProbes(watch, probes);
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
  const { task, baseKind: base = usualBase(options.task), schedule } = options;
  const variant: Partial<AgentVariant> & Pick<AgentVariant, 'agent'> =
    typeof choice === 'string' ? { agent: choice } : choice;
  const { agent } = variant;
  const knobs = options.knobs && { ...options.knobs, ...variant.knobs };
  checkWritten({ task, baseKind: base, agent, ...knobs });
  await checkKnobsReach(agent, Object.keys(variant.knobs ?? {}));
  const parts = await liveRunParts(options, { agent, knobs }, seed);
  const probes = await writtenProbes(options);
  const spec = await writtenSpec({ task, agent, base, knobs, schedule, seed, ...(probes && { probes }) });
  const { runId } = await import('../../runs/index.js');
  const { directory, isFinished, records } = await runMemo(runId(spec), options.fresh);
  const name = variant.label ?? parts.agent.name;
  return {
    label: `${name}, seed ${seed}`,
    agent: name,
    parts,
    // Another notebook may train the same run at this moment.
    order: { spec, directory, waits: true },
    directory,
    isReused: isFinished,
    records: isFinished ? [...records] : [],
  };
}

/**
 * The figures that a comparison draws of its probes.
 *
 * @param options what is watched and measured, and the schedule
 * @returns one entry a figure
 * @throws TypeError on a probe that is a value, which child processes cannot be handed; RangeError as {@link watchedMetrics};
 * Error on a reference that leads nowhere
 */
export async function sideBySideWatch(options: SideBySideOptions): Promise<WatchedMetric[]> {
  const { watch = [], schedule } = options;
  return watchedMetrics(watch, schedule, await writtenProbes(options));
}
