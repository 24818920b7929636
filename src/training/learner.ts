/** The compiled update with its replay batch: the learning half of training. */

import {
  type Agent,
  type ResidualBatch,
  type ResidualSacDims,
  type ResidualSacState,
  residualSacInit,
  residualSacUpdate,
} from '../agents/index.js';
import { type CompiledUpdate, compileUpdate, type NdArray, type RandomStream } from '../compute/index.js';
import { createBatch, type Replay, sampleBatch } from './replay.js';

/** Scalars that an update reports, as numbers. */
export type UpdateMetrics = Readonly<Record<string, number>>;

type Update = CompiledUpdate<ResidualSacState, ResidualBatch, Readonly<Record<string, NdArray>>>;

/** A learning agent. */
export interface Learner {
  readonly update: Update;
  /** The update of an explicit warmup, with a state of its own; only for agents that have one. */
  readonly explicit?: Update;
  readonly batch: ResidualBatch;
}

/** Training stops here: a loss or a value is no longer finite. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';
}

/** How learning is run. */
export interface LearnerOptions {
  readonly batchSize: number;
  /** Threads of one update. */
  readonly threads?: number;
  readonly engine?: 'onnx' | 'eager';
}

/**
 * Initialises an agent's parameters and compiles its update.
 *
 * @param agent the agent
 * @param dims sizes of features and chunk
 * @param seed master seed
 * @param options batch size and threads
 * @returns the learner
 */
export async function createLearner(
  agent: Agent,
  dims: ResidualSacDims,
  seed: number,
  options: LearnerOptions,
): Promise<Learner> {
  const batch = createBatch(dims, options.batchSize);
  const state = residualSacInit(seed, dims, agent.settings);
  const update = await compileUpdate((s, b) => residualSacUpdate(s, b, agent.settings), state, batch, options);
  if (!agent.explicit) return { update: update as Update, batch };
  const { trainsActor: actor, tunesTemperature: temperature, target = agent.settings.target } = agent.explicit;
  const settings = { ...agent.settings, target };
  const trained = { actor, temperature };
  const explicit = await compileUpdate((s, b) => residualSacUpdate(s, b, settings, trained), state, batch, options);
  return { update: update as Update, explicit: explicit as Update, batch };
}

/**
 * Samples a batch and takes one gradient update.
 *
 * @param learner the learner, whose state advances
 * @param replay where to sample
 * @param stream the `replay` stream
 * @param update whose state advances; the agent's own update by default
 * @returns the update's metrics
 * @throws DivergenceError when a metric is not finite, naming it
 */
export async function learn(
  learner: Learner,
  replay: Replay,
  stream: RandomStream,
  update = learner.update,
): Promise<UpdateMetrics> {
  sampleBatch(replay, stream, learner.batch);
  const outputs = await update.run(learner.batch);
  const metrics = Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data[0]]));
  for (const [name, value] of Object.entries(metrics))
    if (!Number.isFinite(value))
      throw new DivergenceError(
        `training: ${name} became ${value}. The last checkpoint is intact; lower a learning rate or α₀, or look at the ` +
          `Q-values before this point.`,
      );
  return metrics;
}
