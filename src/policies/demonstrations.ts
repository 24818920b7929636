/** Demonstrations: successful episodes of a scripted expert, recorded from an environment. */

import { mapTree, type NdArray } from '../arrays/index.js';
import { giveWay } from '../compute/index.js';
import type { Env } from '../environments/index.js';
import type { ScriptedExpert } from './scripted/expert.js';

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

interface Episode {
  observations: Float32Array[];
  actions: Float32Array[];
  success: boolean;
}

function rollOut(env: Env, expert: ScriptedExpert, seed: number): Episode {
  const episode: Episode = { observations: [], actions: [], success: false };
  let obs = env.reset(seed);
  expert.reset();
  for (let ended = false; !ended; ) {
    const action = Float32Array.from(expert.act(obs), (entry) => Math.max(-1, Math.min(1, entry)));
    episode.observations.push(obs);
    episode.actions.push(action);
    const step = env.step(action);
    obs = step.obs;
    episode.success = step.success;
    ended = step.success || step.terminated || step.truncated;
  }
  return episode;
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
 * @param env the task
 * @param expert the controller
 * @param seeds reset seeds, integers in [0, 2³¹)
 * @param onEpisode called after each episode with the number done so far
 * @param signal stops between episodes
 * @returns the successful episodes in the order of the seeds, and the failed seeds
 * @throws RangeError on an action that is not of the task's length or not finite; the signal's reason when it stops
 */
export async function recordDemonstrations(
  env: Env,
  expert: ScriptedExpert,
  seeds: readonly number[],
  onEpisode?: (done: number) => void,
  signal?: AbortSignal,
): Promise<Demonstrations> {
  const turn = giveWay(signal);
  const kept: Episode[] = [];
  const keptSeeds: number[] = [];
  for (const [i, seed] of seeds.entries()) {
    await turn();
    const episode = rollOut(env, expert, seed);
    if (episode.success) {
      kept.push(episode);
      keptSeeds.push(seed);
    }
    onEpisode?.(i + 1);
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
export function totalSteps(lengths: ArrayLike<number>): number {
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
