/** Everything that a residual soft actor-critic update changes, and its beginning. */

import { actorInit } from '../../actor/index.js';
import { type ArrayTree, copyTree, full, type NdArray } from '../../arrays/index.js';
import { ensembleInit } from '../../critic/index.js';
import { randomStream } from '../../random/index.js';
import { type ResidualDims, withDefaults } from '../index.js';
import type { ResidualSacSettings } from './settings.js';

/** Everything that an update changes. */
export type ResidualSacState = {
  readonly actor: ArrayTree;
  /** Parameters of every critic: `q1`, `q2` … */
  readonly critic: { readonly [member: string]: ArrayTree };
  readonly target: { readonly [member: string]: ArrayTree };
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
 * @returns near-zero actor, independent critics, target critics equal to them, α₀
 */
export function residualSacInit(seed: number, dims: ResidualDims, settings: ResidualSacSettings): ResidualSacState {
  const { actorInput, ensemble, optimizer, ...rest } = withDefaults(settings);
  const { featureDim, chunkDim } = dims;
  const stream = randomStream(seed, 'init');
  const actor = actorInit(stream, actorInput.dim(featureDim, chunkDim), chunkDim, rest.actor);
  const inputDim = featureDim + rest.criticInput.dim(chunkDim);
  const critic = ensembleInit(rest.critic, stream, inputDim, rest.valueHead.outputs, ensemble.members);
  const temperature = { logAlpha: full([], Math.log(rest.initialTemperature)) };
  return {
    actor,
    critic,
    target: copyTree(critic) as typeof critic,
    temperature,
    actorOptimizer: optimizer(rest.actorLearningRate).init(actor),
    criticOptimizer: optimizer(rest.criticLearningRate).init(critic),
    temperatureOptimizer: optimizer(rest.temperatureLearningRate).init(temperature),
  };
}
