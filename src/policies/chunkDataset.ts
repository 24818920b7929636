/** Training pairs from demonstrations: recent observations → the chunk of actions around them. */

import { type Feature, featurize } from '../environments/index.js';
import type { RandomStream } from '../random/index.js';
import type { Demonstrations } from './demonstrations.js';

/** How a policy looks at time. */
export interface ChunkShape {
  /** Recent observations that it sees. */
  readonly obsHorizon: number;
  /** Primitive actions that it predicts. */
  readonly predictSteps: number;
  /** Step of the first predicted action, relative to the newest observation; 0 or negative. */
  readonly firstStep: number;
}

/** One training pair for every step of every demonstration. */
export interface ChunkDataset {
  readonly size: number;
  /** Length of a condition: obsHorizon · features. */
  readonly conditionDim: number;
  /** Length of a chunk: predictSteps · actionDim. */
  readonly chunkDim: number;
  /** Feature vectors, oldest first, [size × conditionDim]. */
  readonly conditions: Float32Array;
  /** Actions in [−1, 1], [size × chunkDim]. */
  readonly chunks: Float32Array;
  /** What is shown at the newest observation, by name, [size, …]; only of a task that shows something. */
  readonly shown?: Demonstrations['shown'];
}

/**
 * The largest absolute action of each dimension: dividing by it makes every dimension span [−1, 1], so that one that
 * only ever moves a little (a slow, precise axis) is not drowned by the sampler's noise. As the min–max normalization
 * of Diffusion Policy, but keeping zero at zero.
 *
 * @param demonstrations the episodes
 * @returns one scale per dimension of a primitive action, in (0, 1]; 1 for a dimension that never moves
 */
export function actionScales({ actions }: Demonstrations): number[] {
  const [steps, actionDim] = actions.shape;
  return Array.from({ length: actionDim }, (_, j) => {
    let largest = 0;
    for (let t = 0; t < steps; t++) largest = Math.max(largest, Math.abs(actions.data[t * actionDim + j]));
    return largest || 1;
  });
}

/**
 * Cuts demonstrations into training pairs. Beyond an episode's ends its first or last observation or action repeats,
 * as in Diffusion Policy.
 *
 * @param demonstrations the episodes
 * @param features what the policy sees of an observation
 * @param shape how it looks at time
 * @param scales divisors of the action's dimensions; all 1 by default
 * @returns the pairs, in the order of the steps
 */
export function chunkDataset(
  demonstrations: Demonstrations,
  features: readonly Feature[],
  { obsHorizon, predictSteps, firstStep }: ChunkShape,
  scales?: readonly number[],
): ChunkDataset {
  const [size, obsDim] = demonstrations.observations.shape;
  const actionDim = demonstrations.actions.shape[1];
  const conditionDim = obsHorizon * features.length;
  const chunkDim = predictSteps * actionDim;
  const conditions = new Float32Array(size * conditionDim);
  const chunks = new Float32Array(size * chunkDim);
  let start = 0;
  for (const length of demonstrations.lengths.data) {
    const clamp = (t: number): number => start + Math.max(0, Math.min(length - 1, t));
    for (let t = 0; t < length; t++) {
      for (let h = 0; h < obsHorizon; h++) {
        const from = clamp(t - obsHorizon + 1 + h) * obsDim;
        const to = (start + t) * conditionDim + h * features.length;
        featurize(features, demonstrations.observations.data, conditions, to, from);
      }
      for (let k = 0; k < predictSteps; k++) {
        const from = clamp(t + firstStep + k) * actionDim;
        const to = (start + t) * chunkDim + k * actionDim;
        for (let j = 0; j < actionDim; j++) chunks[to + j] = demonstrations.actions.data[from + j] / (scales?.[j] ?? 1);
      }
    }
    start += length;
  }
  const { shown } = demonstrations;
  return { size, conditionDim, chunkDim, conditions, chunks, ...(shown && { shown }) };
}

/**
 * Copies a uniform sample of pairs, with replacement.
 *
 * @param dataset the pairs
 * @param random the stream to draw from
 * @param conditions where conditions go, [batch × conditionDim]
 * @param chunks where chunks go, [batch × chunkDim]
 */
export function samplePairs(
  dataset: ChunkDataset,
  random: RandomStream,
  conditions: Float32Array,
  chunks: Float32Array,
): void {
  const { size, conditionDim, chunkDim } = dataset;
  for (let i = 0; i * conditionDim < conditions.length; i++) {
    const row = random.integer(size);
    conditions.set(dataset.conditions.subarray(row * conditionDim, (row + 1) * conditionDim), i * conditionDim);
    chunks.set(dataset.chunks.subarray(row * chunkDim, (row + 1) * chunkDim), i * chunkDim);
  }
}
