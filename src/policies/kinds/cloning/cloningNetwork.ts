/** MLP cloning: recent observations → the mean chunk of actions, one forward pass. */

import { type ArrayTree, zeros } from '../../../arrays/index.js';
import {
  compile,
  type DenseTensors,
  dense,
  denseInit,
  type TensorTree,
  tf,
  toTensors,
} from '../../../compute/index.js';
import { type RandomStream, randomStream } from '../../../random/index.js';
import { type ChunkDataset, samplePairs } from '../../chunkDataset.js';
import type { ChunkNetwork } from '../../chunkPolicy.js';
import type { FitConfig } from '../../fitConfig.js';
import { type FitControls, type FitResult, fitNetwork } from '../../fitNetwork.js';
import type { NetworkArrays, NetworkSize } from '../learnedKind.js';

/** What a cloned policy is made of, besides its weights. */
export interface CloningModel {
  /** Width of every hidden layer. */
  readonly hidden: number;
  /** Hidden layers. */
  readonly layers: number;
}

/**
 * Initial parameters.
 *
 * @param random stream of the initial weights
 * @param conditionDim length of the flattened observation features
 * @param chunkDim length of a flattened action chunk
 * @param model width and depth
 * @returns dense layers `layer0 … layerN`
 */
export function cloningInit(
  random: RandomStream,
  conditionDim: number,
  chunkDim: number,
  model: CloningModel,
): ArrayTree {
  const widths = [conditionDim, ...Array.from({ length: model.layers }, () => model.hidden), chunkDim];
  return Object.fromEntries(
    widths.slice(1).map((width, i) => [`layer${i}`, denseInit(random, widths[i], width)] as const),
  );
}

/**
 * The predicted chunk, an MLP with ReLU.
 *
 * @param params from {@link cloningInit}
 * @param condition observation features [batch × conditionDim]
 * @returns actions, unbounded, [batch × chunkDim]
 */
export function cloningForward(params: TensorTree, condition: tf.Tensor2D): tf.Tensor2D {
  const layers = Object.keys(params).length;
  let hidden = condition;
  for (let i = 0; i < layers; i++) {
    const output = dense(params[`layer${i}`] as DenseTensors, hidden);
    hidden = (i + 1 < layers ? tf.relu(output) : output) as tf.Tensor2D;
  }
  return hidden;
}

/**
 * Trains the MLP on demonstrated chunks, `mean (π(o) − a)²`.
 *
 * @param dataset pairs of observation features and chunks
 * @param model width and depth
 * @param config updates, batch, learning rates
 * @param seed master seed of the initial weights and the batches
 * @param controls threads, progress, stop
 * @returns the averaged weights
 */
export function trainCloning(
  dataset: ChunkDataset,
  model: CloningModel,
  config: FitConfig,
  seed: number,
  controls?: FitControls,
): Promise<FitResult> {
  const params = cloningInit(randomStream(seed, 'init'), dataset.conditionDim, dataset.chunkDim, model);
  const random = randomStream(seed, 'replay');
  const chunk = zeros([config.batch, dataset.chunkDim]);
  const condition = zeros([config.batch, dataset.conditionDim]);
  const nextBatch = (): ArrayTree => {
    samplePairs(dataset, random, condition.data as Float32Array, chunk.data as Float32Array);
    return { condition, chunk };
  };
  return fitNetwork(
    (p, batch) => {
      const { condition, chunk } = batch as unknown as { condition: tf.Tensor2D; chunk: tf.Tensor2D };
      return tf.mean(tf.square(tf.sub(cloningForward(p as TensorTree, condition), chunk)));
    },
    params,
    nextBatch,
    config,
    controls,
  );
}

/**
 * Compiles the network with its output clipped to [−1, 1].
 *
 * @param arrays trained weights; they become constants of the graph
 * @param _model unused: the weights tell their number
 * @param size batch and lengths
 * @param threads threads of a run
 * @returns the network for a `chunkPolicy` that draws no noise
 */
export async function compileCloning(
  { params }: NetworkArrays,
  _model: CloningModel,
  { batch, conditionDim }: NetworkSize,
  threads = 1,
): Promise<ChunkNetwork> {
  const network = await compile(
    ({ condition }) => ({ chunk: tf.clipByValue(cloningForward(toTensors(params), condition as tf.Tensor2D), -1, 1) }),
    { condition: zeros([batch, conditionDim]) },
    { threads },
  );
  return { run: ({ condition }) => network.run({ condition }), dispose: network.dispose };
}
