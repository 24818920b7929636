/** From a sweep's description to the runs that it stands for. */

import { type AgentKnobs, type AgentName, checkKnobs, warmupLength } from '../../agents/index.js';
import { checkKnobsReach, isReference, type LoadedParts } from '../../parts/index.js';
import { checkBudget, type TaskPreset, taskPreset } from '../../tasks/index.js';
import { nameRun } from '../spec/nameRun.js';
import type { RunRequest } from '../spec/runSpec.js';
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

/** What an agent collects and does before its first update. */
function beginning(agent: string, knobs: AgentKnobs, parts?: LoadedParts) {
  // Named agents alone are planned without the numerics.
  if (!parts) return { ...knobs, warmupChunks: warmupLength(agent as AgentName, knobs) };
  return { warmupChunks: parts.agent.warmup.chunks, explicitUpdates: parts.agent.explicit?.updates };
}

/** A run without its seed, and its seeds: what all seeds share is checked and put together once. */
interface SweepCell {
  readonly request: Omit<RunRequest, 'seed'>;
  readonly seeds: readonly number[];
}

/** The cells of a task over a base policy. */
async function taskCells(description: SweepDescription, task: string, base: string): Promise<SweepCell[]> {
  const { finding, agents, scale, variants, engine, threads } = description;
  const preset = presetOf(task, description);
  const cells: SweepCell[] = [];
  for (const [variant, changes] of Object.entries(variants)) {
    const knobs = { ...preset.knobs, ...changes.knobs };
    const schedule = { ...preset.schedule, ...description.schedule, ...changes.schedule };
    checkKnobs(knobs);
    const seeds = seedList(changes.seeds ?? description.seeds);
    const written = { finding, task, variant, scale, knobs, schedule, base, engine, threads };
    for (const agent of changes.agents ?? agents) {
      await checkKnobsReach(agent, changes.knobs);
      const { request, parts } = await nameRun({ ...written, agent, seed: 0 });
      checkBudget(schedule, beginning(agent, knobs, parts));
      const { seed, ...seedless } = request;
      cells.push({ request: seedless, seeds });
    }
  }
  return cells;
}

/** Two files may each give a part the same name. */
function checkDistinct(cells: readonly SweepCell[]): void {
  const known = new Map<string, string | undefined>();
  for (const { request } of cells)
    for (const [kind, name] of Object.entries({ task: request.task, agent: request.agent, base: request.base.kind })) {
      const reference = request.own?.[kind as 'task'];
      const other = known.get(`${kind} ${name}`);
      if (other && reference && other !== reference)
        throw new Error(`'${other}' and '${reference}' are both called '${name}'. Give one of them another name.`);
      known.set(`${kind} ${name}`, reference);
    }
}

/**
 * The runs of a sweep, seed by seed, so that every comparison has its first curves early. Variants with fewer seeds
 * drop out of the later rounds.
 *
 * @param description what is asked for
 * @returns what is asked for of each
 * @throws Error naming a task that does not exist, and a part of the reader's own that cannot be loaded, has no preset or
 * the name of another; RangeError on a knob or schedule entry that does not exist or is out of its range, and on a run
 * that would never learn
 */
export async function sweepRuns(description: SweepDescription): Promise<RunRequest[]> {
  const cells: SweepCell[] = [];
  for (const task of description.tasks)
    for (const base of description.bases) cells.push(...(await taskCells(description, task, base)));
  checkDistinct(cells);
  const rounds = Math.max(...cells.map(({ seeds }) => seeds.length));
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    cells.flatMap(({ request, seeds }) => (round < seeds.length ? [{ ...request, seed: seeds[round] }] : [])),
  );
}
