/** From a sweep's description to the runs that it stands for. */

import { type AgentKnobs, checkKnobs, createAgent } from '../../agents/index.js';
import { isReference } from '../../settings/index.js';
import { checkBudget, type TaskPreset, taskPreset, usualBase } from '../../tasks/index.js';
import type { AskedRun } from '../spec/nameRun.js';
import type { SweepDescription } from '../spec/sweepSchema.js';

function seedList(seeds: SweepDescription['seeds']): readonly number[] {
  return 'first' in seeds ? Array.from({ length: seeds.count }, (_, i) => seeds.first + i) : seeds;
}

/** What a task's runs start from. */
function presetOf(task: string, { preset, scale }: SweepDescription): TaskPreset {
  if (!isReference(task)) return taskPreset(task, scale);
  if (preset !== undefined) return taskPreset(preset, scale);
  throw new Error(
    `There is no preset for '${task}'. Say whose knobs and schedule its runs start from, for instance ` +
      '"preset": "gantry-peg"; variants and "schedule" change them.',
  );
}

/** Knobs without parts by reference: these are loaded later, and no warmup takes longer for them. */
function namedParts(knobs: AgentKnobs): AgentKnobs {
  return Object.fromEntries(Object.entries(knobs).filter(([, value]) => !isReference(value))) as unknown as AgentKnobs;
}

/** A run without its seed, and its seeds: what all seeds share is checked and put together once. */
interface SweepCell {
  readonly asked: Omit<AskedRun, 'seed'>;
  readonly seeds: readonly number[];
}

/** The cells of a task over a base policy. */
function taskCells(description: SweepDescription, task: string, base: string): SweepCell[] {
  const { finding, agents, scale, variants, engine, threads, physics, probes } = description;
  const preset = presetOf(task, description);
  return Object.entries(variants).flatMap(([variant, changes]) => {
    const knobs = { ...preset.knobs, ...changes.knobs };
    const schedule = { ...preset.schedule, ...description.schedule, ...changes.schedule };
    checkKnobs(knobs);
    const seeds = seedList(changes.seeds ?? description.seeds);
    const run = { finding, task, variant, scale, knobs, schedule, base: { kind: base }, engine, threads };
    const common = { ...run, ...(physics && { physics }), ...(probes && { probes }) };
    return (changes.agents ?? agents).map((agent) => {
      if (isReference(agent)) return { asked: { ...common, agent, changed: Object.keys(changes.knobs ?? {}) }, seeds };
      checkBudget(schedule, { ...knobs, warmupChunks: createAgent(agent, namedParts(knobs)).warmup.chunks });
      return { asked: { ...common, agent }, seeds };
    });
  });
}

/**
 * The runs of a sweep, seed by seed, so that every comparison has its first curves early. Variants with fewer seeds
 * drop out of the later rounds. Nothing is loaded: parts of the reader's own stay references, for `nameRuns`.
 *
 * @param description what is asked for
 * @returns what is asked for of each
 * @throws Error naming a task that does not exist, or a task of the reader's own that has no preset; RangeError on a knob
 * or schedule entry that does not exist or is out of its range, and on a run that would never learn
 */
export function sweepRuns(description: SweepDescription): AskedRun[] {
  const { tasks, bases } = description;
  const basesOf = (task: string) => bases ?? [usualBase(task)];
  const cells = tasks.flatMap((task) => basesOf(task).flatMap((base) => taskCells(description, task, base)));
  const rounds = Math.max(...cells.map(({ seeds }) => seeds.length));
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    cells.flatMap(({ asked, seeds }) => (round < seeds.length ? [{ ...asked, seed: seeds[round] }] : [])),
  );
}
