/** What the residual is given to see of a task: sizes and features. */

import type { ResidualDims } from '../algorithms/index.js';
import { allFeatures, featurize, type VectorEnv } from '../environments/index.js';

/**
 * The sizes that a task and a base policy give an agent.
 *
 * @param env the task's spec, and how many primitive actions a chunk has
 * @returns length of the feature vector and of the residual chunk
 */
export function residualDims(env: Pick<VectorEnv, 'spec' | 'executeSteps'>): ResidualDims {
  const { spec, executeSteps } = env;
  const { picture } = spec;
  return { featureDim: allFeatures(spec).length, chunkDim: executeSteps * spec.actionDim, ...(picture && { picture }) };
}

/**
 * Features of the last frame of each stack: the residual sees the present, the base policy the recent past.
 *
 * @param env where the stacks come from
 * @param obsStacks raw observations, oldest first, [rows × obsHorizon × obsDim]
 * @returns [rows × featureDim]
 */
export function lastFrameFeatures(env: Pick<VectorEnv, 'spec' | 'obsHorizon'>, obsStacks: Float32Array): Float32Array {
  const features = allFeatures(env.spec);
  const stackDim = env.obsHorizon * env.spec.obsDim;
  const rows = obsStacks.length / stackDim;
  const out = new Float32Array(rows * features.length);
  for (let row = 0; row < rows; row++)
    featurize(features, obsStacks, out, row * features.length, (row + 1) * stackDim - env.spec.obsDim);
  return out;
}
