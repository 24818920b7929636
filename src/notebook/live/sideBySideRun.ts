/** One run of a comparison: what it is, how a child process trains it, what is known of it. */

import type { AgentKnobs } from '../../agents/index.js';
import type { RunParts, RunRecord } from '../../training/index.js';
import { checkOptions, type LiveRunOptions, liveRunParts } from './liveRunParts.js';
import { runMemo } from './runMemo.js';
import { isProbe, type WatchedMetric, watchedMetrics } from './watchedMetric.js';

/** An agent of the comparison under a name of its own, with other knobs. */
export interface AgentVariant {
  /** Name in figures and tables. */
  readonly label: string;
  /** Which agent: `dawn`, `policyDecorator` or `vanilla`. */
  readonly agent: string;
  /** What differs from the knobs of the comparison. */
  readonly knobs?: Partial<AgentKnobs>;
}

/** What to compare: tasks and base policies by name, since child processes cannot be handed functions. */
export interface SideBySideOptions extends Omit<LiveRunOptions, 'probes' | 'watch'> {
  readonly task: string;
  readonly baseKind?: string;
  /** What agents are made of, for instance from {@link taskPreset}. */
  readonly knobs: AgentKnobs;
  /** Names of agents, or variants. */
  readonly agents: readonly (string | AgentVariant)[];
  /** Master seeds, chosen beforehand; each agent runs with every one. */
  readonly seeds: readonly number[];
  /** Diagnostics to draw while training runs; they need a schedule with `probeEpisodes`. */
  readonly watch?: readonly (string | WatchedMetric)[];
  /** Processes at once; default the cores that there are, at most 2. */
  readonly workers?: number;
}

const OPTIONS = [
  ...['task', 'agents', 'knobs', 'schedule', 'seeds', 'baseKind', 'watch', 'styles', 'workers', 'fresh'],
];

/** One run of the comparison. */
export interface SideBySideRun {
  readonly label: string;
  readonly agent: string;
  readonly parts: RunParts;
  /** Arguments of `dawnlab`. */
  readonly args: readonly string[];
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
 * @throws RangeError on an option that does not exist; TypeError on one that is missing, and on a task or base policy of the reader's own; Error
 * on an unknown task or agent
 */
export async function lookUpRun(
  options: SideBySideOptions,
  choice: string | AgentVariant,
  seed: number,
): Promise<SideBySideRun> {
  checkOptions('trainSideBySide', options, OPTIONS);
  if (typeof options.task !== 'string' || typeof (options.baseKind ?? '') !== 'string')
    throw new TypeError(
      'trainSideBySide: a task or base policy of your own cannot be handed to another process. Train with trainLive, one ' +
        'run after the other; its option beside draws earlier runs in the same figure.',
    );
  const variant = typeof choice === 'string' ? { label: choice, agent: choice } : choice;
  const knobs = options.knobs && { ...options.knobs, ...variant.knobs };
  const parts = await liveRunParts(options, { agent: variant.agent, knobs }, seed);
  const { partNames } = await import('../../training/index.js');
  const memo = await runMemo(parts, options.fresh);
  const { task, baseKind } = partNames(parts);
  const values = { task, agent: variant.agent, seed, base: baseKind, out: memo.directory };
  const json = { knobs: JSON.stringify(knobs), schedule: JSON.stringify(options.schedule) };
  const args = [
    'train',
    ...Object.entries({ ...values, ...json }).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
  const label = `${variant.label}, seed ${seed}`;
  const records = memo.isFinished ? [...memo.records] : [];
  return { label, agent: variant.label, parts, args, directory: memo.directory, isReused: memo.isFinished, records };
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
