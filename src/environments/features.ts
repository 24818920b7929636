/** Feature vectors from raw observations: what policies and critics see. */

import type { EnvSpec, Feature } from './env.js';

/**
 * The length of a feature vector.
 *
 * @param features the vector's entries
 * @returns number of entries
 */
export function featureDim(features: readonly Feature[]): number {
  return features.length;
}

/**
 * All features of a task: the normalized state, then the features at the task's scale.
 *
 * @param spec the task
 * @returns `[...stateFeatures, ...taskFeatures]`, what residual agents see
 */
export function allFeatures(spec: EnvSpec): readonly Feature[] {
  return [...spec.stateFeatures, ...spec.taskFeatures];
}

/**
 * Turns a raw observation into features: entry i is `clip((obs[index_i] − offset_i) / scale_i, ±clip_i)`.
 *
 * @param features the entries
 * @param obs raw observation, [obsDim], or an array that holds one at `obsOffset`
 * @param out where to write; a new array by default
 * @param outOffset first position to write to
 * @param obsOffset where the observation starts
 * @returns `out`
 */
export function featurize(
  features: readonly Feature[],
  obs: ArrayLike<number>,
  out: Float32Array = new Float32Array(features.length),
  outOffset = 0,
  obsOffset = 0,
): Float32Array {
  for (let i = 0; i < features.length; i++) {
    const { index, offset, scale, clip } = features[i];
    const value = (obs[obsOffset + index] - offset) / scale;
    out[outOffset + i] = Math.max(-clip, Math.min(clip, value));
  }
  return out;
}

/** A feature before its position in the observation is known: name, offset, scale. */
export type FeatureRow = readonly [name: string, offset: number, scale: number];

/**
 * Features from a table of constants.
 *
 * @param obsNames names of the raw observation's entries
 * @param rows name of an entry, raw value that maps to 0, raw difference that maps to 1
 * @param clip bound on the absolute value of every feature
 * @returns the features, in the order of the rows
 * @throws Error when a name is not an entry of the observation
 */
export function featureTable(obsNames: readonly string[], rows: readonly FeatureRow[], clip: number): Feature[] {
  return rows.map(([name, offset, scale]) => {
    const index = obsNames.indexOf(name);
    if (index < 0)
      throw new Error(`featureTable: no observation entry is called '${name}'; there are ${obsNames.join(', ')}.`);
    return { name, index, offset, scale, clip };
  });
}
