/** Cloning from pictures: a convolutional encoder, trained with the MLP behind it, then frozen. */

import { type ArrayTree, type LeafSpec, type NdArray, zeros } from '../../../arrays/index.js';
import { compile, type Tensors, type TensorTree, tf, toTensors } from '../../../compute/index.js';
import type { Encoder } from '../../../environments/index.js';
import { type CnnModel, cnnEncode, cnnEncoderInit, cnnWidth } from '../../../networks/index.js';
import { type RandomStream, randomStream } from '../../../random/index.js';
import type { ChunkDataset } from '../../chunkDataset.js';
import type { FitConfig } from '../../fitConfig.js';
import { type FitControls, type FitResult, fitNetwork } from '../../fitNetwork.js';
import { type CloningModel, cloningForward, cloningInit, compileCloning } from '../cloning/cloningNetwork.js';
import type { LearnedKind, NetworkArrays } from '../learnedKind.js';

/** Sizes of the encoder and of the MLP. */
export type VisualModel = CnnModel & CloningModel;

/** What a task must show to be seen. */
const NAME = 'rgb';

/** The pictures of a dataset. */
function picturesOf({ shown }: ChunkDataset): NdArray {
  if (shown?.[NAME]) return shown[NAME];
  throw new RangeError(
    `The visual policy clones from pictures, and the task shows no '${NAME}'. Train it on gantry-peg-rgb, or clone ` +
      'from numbers: kind cloning.',
  );
}

/** Draws whole pairs into a batch, pictures and all. */
function pairSampler(dataset: ChunkDataset, batch: number, random: RandomStream): () => ArrayTree {
  const { size, conditionDim, chunkDim, conditions, chunks } = dataset;
  const pictures = picturesOf(dataset);
  const columns = [
    { from: conditions, width: conditionDim, to: zeros([batch, conditionDim]) },
    { from: pictures.data, width: pictures.data.length / size, to: zeros([batch, ...pictures.shape.slice(1)]) },
    { from: chunks, width: chunkDim, to: zeros([batch, chunkDim]) },
  ];
  const [condition, picture, chunk] = columns.map(({ to }) => to);
  return () => {
    for (let row = 0; row < batch; row++) {
      const index = random.integer(size);
      for (const { from, width, to } of columns)
        to.data.set(from.subarray(index * width, (index + 1) * width), row * width);
    }
    return { condition, picture, chunk } as ArrayTree;
  };
}

/** `mean (π(features, encoder(picture)) − a)²`. */
function loss(params: Tensors<ArrayTree>, batch: Tensors<ArrayTree>): tf.Tensor {
  const { encoder, head } = params as Record<'encoder' | 'head', TensorTree>;
  const { condition, picture, chunk } = batch as Readonly<Record<string, tf.Tensor>>;
  const seen = tf.concat([condition, cnnEncode(encoder, picture)], 1);
  return tf.mean(tf.square(tf.sub(cloningForward(head, seen as tf.Tensor2D), chunk)));
}

function train(
  dataset: ChunkDataset,
  model: VisualModel,
  config: FitConfig,
  seed: number,
  controls?: FitControls,
): Promise<FitResult> {
  const stream = randomStream(seed, 'init');
  const encoder = cnnEncoderInit(stream, picturesOf(dataset).shape[3], model);
  const head = cloningInit(stream, dataset.conditionDim + cnnWidth(model), dataset.chunkDim, model);
  return fitNetwork(
    loss,
    { encoder, head },
    pairSampler(dataset, config.batch, randomStream(seed, 'replay')),
    config,
    controls,
  );
}

async function compileEncoder(
  { params }: NetworkArrays,
  model: VisualModel,
  shows: Readonly<Record<string, LeafSpec>>,
  batch: number,
  threads: number,
): Promise<Encoder> {
  const picture = zeros([batch, ...shows[NAME].shape]);
  const encoder = await compile(
    (inputs) => ({ embedding: cnnEncode(toTensors(params.encoder as ArrayTree), inputs.picture) }),
    { picture },
    { threads },
  );
  return {
    width: cnnWidth(model),
    async encode(shown) {
      picture.data.set(shown[NAME]);
      const { embedding } = await encoder.run({ picture });
      return (embedding as NdArray).data.slice() as Float32Array;
    },
    close: () => encoder.dispose(),
  };
}

/** The kind; it samples nothing. */
export const visual: LearnedKind<VisualModel> = {
  shape: { obsHorizon: 1, predictSteps: 8, firstStep: 0 },
  executeSteps: 4,
  model: { channels: [12, 24, 32], hidden: 256, layers: 3 },
  training: {
    steps: 3000,
    batch: 32,
    learningRate: 1e-3,
    finalLearningRate: 1e-5,
    warmupSteps: 200,
    weightDecay: 1e-6,
  },
  train,
  network: ({ params }, model, size, threads) =>
    compileCloning({ params: params.head as ArrayTree }, model, size, threads),
  encoder: { width: cnnWidth, compile: compileEncoder },
};
