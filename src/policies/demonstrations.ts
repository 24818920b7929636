/** Demonstrations: successful episodes of a scripted expert, recorded from an environment. */

import { mapTree, type NdArray } from '../arrays/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type Actor, rollOut } from '../rollouts/index.js';
import type { PlannedEpisode, ScriptedExpert } from '../tasks/index.js';

/** Successful episodes, one after the other: step `t` of an episode is an observation and the action taken there. */
export interface Demonstrations {
  readonly task: string;
  /** Raw observations before each action, float32 [steps × obsDim]. */
  readonly observations: NdArray;
  /** What is shown before each action, by name, [steps, …]; only of a task that shows something. */
  readonly shown?: Readonly<Record<string, NdArray>>;
  /** Primitive actions in [−1, 1], float32 [steps × actionDim]. */
  readonly actions: NdArray;
  /** Primitive steps of each episode, int32 [episodes]. */
  readonly lengths: NdArray;
  /** Reset seed of each episode, int32 [episodes]. */
  readonly seeds: NdArray;
  /** Seeds that the expert failed on; they are not among the episodes. */
  readonly failedSeeds: readonly number[];
}

/** Steps of an episode, in order. */
interface Steps {
  readonly observations: Float32Array[];
  readonly actions: Float32Array[];
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
  const kept: Steps[] = [];
  const keptSeeds: number[] = [];
  let current = noSteps();
  for await (const { episodes, obsStacks, acted, step, ends } of rollOut(env, actor, { seeds, signal })) {
    current.observations.push(obsStacks);
    current.actions.push(acted.actions);
    if (!ends[0]) continue;
    if (step.success[0]) {
      kept.push(current);
      keptSeeds.push(episodes[0].seed);
    }
    current = noSteps();
    onEpisode?.(episodes[0].index + 1);
  }
  const { id, obsDim, actionDim } = env.spec;
  return {
    task: id,
    observations: stack(
      kept.flatMap((episode) => episode.observations),
      obsDim,
    ),
    actions: stack(
      kept.flatMap((episode) => episode.actions),
      actionDim,
    ),
    lengths: { shape: [kept.length], data: Int32Array.from(kept, (episode) => episode.actions.length) },
    seeds: { shape: [kept.length], data: Int32Array.from(keptSeeds) },
    failedSeeds: seeds.filter((seed) => !keptSeeds.includes(seed)),
  };
}

/**
 * Primitive steps of all episodes together.
 *
 * @param lengths steps of each episode
 */
function totalSteps(lengths: ArrayLike<number>): number {
  return Array.from(lengths).reduce((sum, length) => sum + length, 0);
}

/**
 * The first episodes of a set.
 *
 * @param demonstrations the set
 * @param episodes how many to keep
 * @returns a set of that many episodes, sharing memory with the original
 * @throws RangeError when there are fewer
 */
export function takeDemonstrations(demonstrations: Demonstrations, episodes: number): Demonstrations {
  const available = demonstrations.lengths.data.length;
  if (!(episodes >= 1 && episodes <= available))
    throw new RangeError(
      `takeDemonstrations: want ${episodes} episodes of ${demonstrations.task}, there are ${available}; ` +
        `record more with \`dawnlab demonstrations --task ${demonstrations.task} --episodes ${episodes}\`.`,
    );
  const lengths = demonstrations.lengths.data.subarray(0, episodes);
  const steps = totalSteps(lengths);
  const rows = ({ shape, data }: NdArray): NdArray => ({
    shape: [steps, ...shape.slice(1)],
    data: data.subarray(0, (steps * data.length) / shape[0]),
  });
  const { shown } = demonstrations;
  return {
    ...demonstrations,
    observations: rows(demonstrations.observations),
    ...(shown && { shown: mapTree(shown, rows) as Demonstrations['shown'] }),
    actions: rows(demonstrations.actions),
    lengths: { shape: [episodes], data: lengths },
    seeds: { shape: [episodes], data: demonstrations.seeds.data.subarray(0, episodes) },
  };
}
