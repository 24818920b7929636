/** Demonstrations: successful episodes of an expert, as arrays. */

import { mapTree, type NdArray } from '../arrays/index.js';

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

/** Primitive steps of all episodes together. */
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
