/** Supervised training of a small network, compiled: AdamW, warm-up then cosine decay, an average of the weights. */

import { type ArrayTree, copyTree, zeros } from '../arrays/index.js';
import { adam, compileUpdate, giveWay, polyak, type Tensors, type tf, valueAndGradients } from '../compute/index.js';
import { averagingRate, checkFitConfig, type FitConfig, learningRateAt } from './fitConfig.js';
import { addLoss, lossMeter, tailMean, takeMean } from './lossMeter.js';

/** Where a training stands. */
export interface FitProgress {
  /** Updates done. */
  readonly step: number;
  readonly steps: number;
  /** Mean loss since the last report. */
  readonly loss: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}

/** What watches and stops a training; neither changes its numbers. */
export interface FitControls {
  /** Threads of the compiled update; 1 by default. */
  readonly threads?: number;
  /** Called about twice a second. */
  readonly onProgress?: (progress: FitProgress) => void;
  /** Stops after the update in progress; what was learned so far is returned. */
  readonly signal?: AbortSignal;
}

/** The outcome of a training. */
export interface FitResult {
  /** The averaged weights. */
  readonly params: ArrayTree;
  /** Updates done, fewer than asked for after a stop. */
  readonly steps: number;
  /** Mean loss over the last tenth of the updates. */
  readonly loss: number;
  readonly seconds: number;
}

/** A scalar loss of parameters and one batch. */
export type FitLoss = (params: Tensors<ArrayTree>, batch: Tensors<ArrayTree>) => tf.Tensor;

function compiledStep(loss: FitLoss, params: ArrayTree, batch: ArrayTree, config: FitConfig, threads: number) {
  const optimizer = (learningRate: number | tf.Tensor) => adam({ learningRate, weightDecay: config.weightDecay });
  const state = { params, average: copyTree(params), optimizer: optimizer(config.learningRate).init(params) };
  const example = { batch, learningRate: zeros([]), averagingRate: zeros([]) };
  return compileUpdate(
    (state, inputs) => {
      const { value, gradients } = valueAndGradients((p) => loss(p, inputs.batch), state.params);
      const next = optimizer(inputs.learningRate).update(gradients, state.optimizer, state.params);
      const average = polyak(state.average, next.params, inputs.averagingRate);
      return { state: { params: next.params, average, optimizer: next.state }, outputs: { loss: value } };
    },
    state,
    example,
    { threads },
  );
}

type CompiledStep = Awaited<ReturnType<typeof compiledStep>>;

/** Takes the updates until they are done or stopped. */
async function descend(
  update: CompiledStep,
  firstBatch: ArrayTree,
  nextBatch: () => ArrayTree,
  config: FitConfig,
  { onProgress, signal }: FitControls,
): Promise<Omit<FitResult, 'params'>> {
  const meter = lossMeter();
  const start = performance.now();
  const turn = giveWay();
  let [reported, step] = [start, 0];
  for (; step < config.steps && !signal?.aborted; step++) {
    await turn();
    const rates = { learningRate: scalar(learningRateAt(config, step)), averagingRate: scalar(averagingRate(step)) };
    const { loss } = await update.run({ batch: step === 0 ? firstBatch : nextBatch(), ...rates });
    if (!Number.isFinite(loss.data[0])) throw new Error(notFinite(step, config.learningRate));
    addLoss(meter, loss.data[0], step >= 0.9 * config.steps);
    if (onProgress && performance.now() - reported > 500) {
      reported = performance.now();
      const stepsPerSecond = ((step + 1) / (reported - start)) * 1000;
      const secondsLeft = (config.steps - step - 1) / stepsPerSecond;
      onProgress({ step: step + 1, steps: config.steps, loss: takeMean(meter), stepsPerSecond, secondsLeft });
    }
  }
  return { steps: step, loss: tailMean(meter), seconds: (performance.now() - start) / 1000 };
}

/**
 * Minimises a loss over batches.
 *
 * @param loss the loss of one batch
 * @param params initial parameters
 * @param nextBatch fills and returns the next batch, of fixed shapes
 * @param config how to train
 * @param controls threads, progress, stop
 * @returns the averaged weights and what the training took
 * @throws RangeError on a configuration that cannot be run, Error when the loss stops being finite
 */
export async function fitNetwork(
  loss: FitLoss,
  params: ArrayTree,
  nextBatch: () => ArrayTree,
  config: FitConfig,
  controls: FitControls = {},
): Promise<FitResult> {
  checkFitConfig(config);
  const batch = nextBatch();
  const update = await compiledStep(loss, params, batch, config, controls.threads ?? 1);
  try {
    const result = await descend(update, batch, nextBatch, config, controls);
    return { ...result, params: copyTree(update.state.average) };
  } finally {
    await update.dispose();
  }
}

function scalar(value: number): { shape: number[]; data: Float32Array } {
  return { shape: [], data: Float32Array.of(value) };
}

function notFinite(step: number, learningRate: number): string {
  return `fitNetwork: the loss is not finite at update ${step}. Lower the learning rate (${learningRate}) or look for NaN in the data.`;
}
