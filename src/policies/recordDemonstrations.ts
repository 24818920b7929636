/** Recording demonstrations: an expert acts, and the episodes in which it succeeds are kept. */

import type { NdArray } from '../arrays/index.js';
import type { EnvSpec, VectorEnv } from '../environments/index.js';
import { type Actor, rollOut } from '../rollouts/index.js';
import type { PlannedEpisode, ScriptedExpert } from '../tasks/index.js';
import type { Demonstrations } from './demonstrations.js';

/** Steps of an episode, in order. */
interface Steps {
  readonly observations: Float32Array[];
  readonly actions: Float32Array[];
}

/** An episode that ended in success. */
interface KeptEpisode extends Steps {
  readonly seed: number;
}

const noSteps = (): Steps => ({ observations: [], actions: [] });

/** An expert as the one who acts, in bounds. */
function expertActor(expert: ScriptedExpert): Actor {
  return {
    begin: () => expert.reset(),
    act: (_, obs) => ({ actions: Float32Array.from(expert.act(obs), (entry) => Math.max(-1, Math.min(1, entry))) }),
  };
}

/**
 * A planner's episodes as the one who acts: each plan from its beginning, then no more motion.
 *
 * @param plans by the seeds of the episodes that will be run
 * @param actionDim entries of an action
 * @returns the actor, for {@link recordDemonstrations}
 */
export function plannedActor(plans: readonly PlannedEpisode[], actionDim: number): Actor {
  const bySeed = new Map(plans.map(({ seed, actions }) => [seed, actions] as const));
  return {
    begin: () => undefined,
    act: ([{ seed, chunks }]) => ({
      actions: Float32Array.from(bySeed.get(seed)?.[chunks] ?? new Float32Array(actionDim)),
    }),
  };
}

function stack(rows: readonly Float32Array[], width: number): NdArray {
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    data.set(row, i * width);
  });
  return { shape: [rows.length, width], data };
}

/** Kept episodes one after the other. */
function together(
  { id, obsDim, actionDim }: EnvSpec,
  kept: readonly KeptEpisode[],
  seeds: readonly number[],
): Demonstrations {
  const rows = (part: keyof Steps, width: number) =>
    stack(
      kept.flatMap((episode) => episode[part]),
      width,
    );
  const known = new Set(kept.map(({ seed }) => seed));
  return {
    task: id,
    observations: rows('observations', obsDim),
    actions: rows('actions', actionDim),
    lengths: { shape: [kept.length], data: Int32Array.from(kept, ({ actions }) => actions.length) },
    seeds: { shape: [kept.length], data: Int32Array.from(kept, ({ seed }) => seed) },
    failedSeeds: seeds.filter((seed) => !known.has(seed)),
  };
}

/**
 * Records one episode of an expert per seed and keeps the successful ones.
 *
 * @param env one environment of the task, with single observations and actions: `slots`, `obsHorizon` and `executeSteps` 1
 * @param expert the controller, or {@link plannedActor}
 * @param seeds reset seeds, integers in [0, 2³¹)
 * @param onEpisode called after each episode with the number done so far
 * @param signal stops between steps
 * @returns the successful episodes in the order of the seeds, and the failed seeds
 * @throws RangeError on environments of another kind, and on an action that is not of the task's length or not finite; the
 * signal's reason when it stops
 */
export async function recordDemonstrations(
  env: VectorEnv,
  expert: ScriptedExpert | Actor,
  seeds: readonly number[],
  onEpisode?: (done: number) => void,
  signal?: AbortSignal,
): Promise<Demonstrations> {
  for (const name of ['slots', 'obsHorizon', 'executeSteps'] as const)
    if (env[name] !== 1)
      throw new RangeError(`recordDemonstrations: ${name} of the environments is ${env[name]}; an expert needs 1.`);
  const actor = 'begin' in expert ? expert : expertActor(expert);
  const kept: KeptEpisode[] = [];
  let current = noSteps();
  for await (const { episodes, obsStacks, acted, step, ends } of rollOut(env, actor, { seeds, signal })) {
    current.observations.push(obsStacks);
    current.actions.push(acted.actions);
    if (!ends[0]) continue;
    if (step.success[0]) kept.push({ seed: episodes[0].seed, ...current });
    current = noSteps();
    onEpisode?.(episodes[0].index + 1);
  }
  return together(env.spec, kept, seeds);
}
