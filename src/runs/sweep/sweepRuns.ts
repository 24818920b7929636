/** From a sweep's description to the runs that it stands for. */

import { checkKnobs, warmupLength } from '../../agents/index.js';
import { checkBudget, taskPreset } from '../../tasks/index.js';
import type { RunRequest } from '../spec/runSpec.js';
import type { SweepDescription } from '../spec/sweepSchema.js';

function seedList(seeds: SweepDescription['seeds']): readonly number[] {
  return 'first' in seeds ? Array.from({ length: seeds.count }, (_, i) => seeds.first + i) : seeds;
}

/**
 * The runs of a sweep, seed by seed, so that every comparison has its first curves early. Variants with fewer seeds
 * drop out of the later rounds.
 *
 * @param description what is asked for
 * @returns what is asked for of each
 * @throws Error naming a task that does not exist; RangeError on a knob or schedule entry that does not exist or is out
 * of its range, and on a run that would never learn
 */
export function sweepRuns(description: SweepDescription): RunRequest[] {
  const { finding, tasks, agents, scale, bases, variants, engine, threads } = description;
  // Without its seed: what all seeds share is checked and put together once.
  const cells = tasks.flatMap((task) =>
    bases.flatMap((kind) => {
      const base = { kind };
      const preset = taskPreset(task, scale);
      return Object.entries(variants).flatMap(([variant, changes]) => {
        const knobs = { ...preset.knobs, ...changes.knobs };
        const schedule = { ...preset.schedule, ...description.schedule, ...changes.schedule };
        checkKnobs(knobs);
        const seeds = seedList(changes.seeds ?? description.seeds);
        const spec = { finding, task, variant, scale, knobs, schedule, base, engine, threads };
        return (changes.agents ?? agents).map((agent) => {
          checkBudget(schedule, { ...knobs, warmupChunks: warmupLength(agent, knobs) });
          return { spec: { ...spec, agent }, seeds };
        });
      });
    }),
  );
  const rounds = Math.max(...cells.map(({ seeds }) => seeds.length));
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    cells.flatMap(({ spec, seeds }) => (round < seeds.length ? [{ ...spec, seed: seeds[round] }] : [])),
  );
}
