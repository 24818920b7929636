/** From what a cell asks for to what is trained: nothing that a cell leaves out is guessed. */

import { z } from 'zod';
import type { Agent, AgentKnobs, AnyAgent } from '../../agents/index.js';
import type { OwnTask } from '../../environments/index.js';
import { loadParts } from '../../parts/index.js';
import type { AgentStyle } from '../../plots/index.js';
import type { OwnBase } from '../../policies/index.js';
import { checkSettings, isReference, strictSettings } from '../../settings/index.js';
import { type TrainingSchedule, usualBase } from '../../tasks/index.js';
import type { Probe, RunParts } from '../../training/index.js';
import { type Watched, watchedProbes } from './watchedMetric.js';

/** What every training cell says. */
export interface LiveRunOptions {
  /** Task name, for instance `gantry-peg`, a task of the reader's own, or a reference to one: `./mine.ts#task`. */
  readonly task: string | OwnTask;
  /** Budget and cadence, for instance from `taskPreset`. */
  readonly schedule: TrainingSchedule;
  /** Kind of the frozen base policy, one of the reader's own, or a reference to one. Default the task's, mostly `diffusion`. */
  readonly baseKind?: string | OwnBase;
  /** What is measured where the schedule has `probeEpisodes`: names, probes, references; by default all of the library. */
  readonly probes?: readonly (string | Probe)[];
  /** Diagnostics to draw while training runs; a probe of the reader's own, or a reference to one, is measured too. */
  readonly watch?: readonly Watched[];
  /** Styles of some or all names, so that a colour means one thing in the whole notebook. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  /** True to train again although the same run is kept. */
  readonly fresh?: boolean;
}

/** Which agent: a name with the knobs that make it, or a value that has its numbers already. */
export type AgentChoice =
  | { readonly agent: string; readonly knobs: AgentKnobs }
  | { readonly agent: Agent | AnyAgent; readonly knobs?: undefined };

/**
 * Fails on an option that would be passed over: what a reader changes reaches the run, or is refused.
 *
 * @param what the function that was called
 * @param options what it was given
 * @param known the options that it has
 * @throws RangeError naming the option and those that there are
 */
export function checkOptions(what: string, options: object, known: readonly string[]): void {
  const entries = Object.fromEntries(known.map((name) => [name, z.unknown().optional()]));
  checkSettings(strictSettings(`option of ${what}`, entries), options, what);
}

/**
 * The run that a cell asks for.
 *
 * @param options task, schedule, base policy
 * @param choice an agent by name with its knobs, or an agent of the reader's own
 * @param seed master seed
 * @returns what determines the run's curve
 * @throws TypeError without a schedule or a seed, or without knobs for a name
 */
export async function liveRunParts(options: LiveRunOptions, choice: AgentChoice, seed: number): Promise<RunParts> {
  const { task, schedule, baseKind = usualBase(options.task), watch = [] } = options;
  const preset = 'const { knobs, schedule } = taskPreset(task, scale)';
  if (!schedule) throw new TypeError(`A training cell needs a schedule: ${preset}.`);
  if (seed === undefined) throw new TypeError('A training cell needs a master seed, for instance seed: 1.');
  checkChoice(choice, preset);
  const probes = await watchedProbes(watch, options.probes);
  return { ...(await loadParts<Probe>({ task, baseKind, ...choice, probes })), schedule, seed };
}

/** An agent without the knobs that it is made of. */
function checkChoice({ agent, knobs }: { agent: string | AnyAgent; knobs?: AgentKnobs }, preset: string): void {
  if (typeof agent === 'string' && !isReference(agent) && knobs === undefined)
    throw new TypeError(`The agent '${agent}' is made of knobs: ${preset}.`);
}
