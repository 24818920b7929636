/** Everything that a residual soft actor-critic update changes, and its beginning. */

import { actorInit } from '../actor/index.js';
import { type ArrayTree, copyTree, full, type NdArray } from '../arrays/index.js';
import { adamInit } from '../compute/index.js';
import { twinInit } from '../critic/index.js';
import { randomStream } from '../random/index.js';
import type { ResidualSacDims, ResidualSacSettings } from './residualSacSettings.js';

/** Everything that an update changes. */
export type ResidualSacState = {
  readonly actor: ArrayTree;
  readonly critic: { readonly q1: ArrayTree; readonly q2: ArrayTree };
  readonly target: { readonly q1: ArrayTree; readonly q2: ArrayTree };
  /** log α, scalar. */
  readonly temperature: { readonly logAlpha: NdArray };
  readonly actorOptimizer: ArrayTree;
  readonly criticOptimizer: ArrayTree;
  readonly temperatureOptimizer: ArrayTree;
};

/**
 * The state before the first update.
 *
 * @param seed master seed; draws from its `init` stream
 * @param dims sizes of features and chunk
 * @param settings the agent's settings
 * @returns near-zero actor, independent twin critics, target critics equal to them, α₀
 */
export function residualSacInit(seed: number, dims: ResidualSacDims, settings: ResidualSacSettings): ResidualSacState {
  const stream = randomStream(seed, 'init');
  const actor = actorInit(stream, dims.featureDim, dims.chunkDim, settings.actor);
  const inputDim = dims.featureDim + settings.criticInput.dim(dims.chunkDim);
  const critic = twinInit(settings.critic, stream, inputDim, settings.valueHead.outputs);
  const temperature = { logAlpha: full([], Math.log(settings.initialTemperature)) };
  return {
    actor,
    critic,
    target: copyTree(critic) as typeof critic,
    temperature,
    actorOptimizer: adamInit(actor),
    criticOptimizer: adamInit(critic),
    temperatureOptimizer: adamInit(temperature),
  };
}
