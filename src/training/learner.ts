/** The compiled update with its replay batch: the learning half of training. */

import type { AnyAgent } from '../agents/index.js';
import { initialState, type ResidualDims, type SampleSpec, sampleSpecOf } from '../algorithms/index.js';
import type { ArrayTree, NdArray } from '../arrays/index.js';
import {
  type CompiledUpdate,
  compileUpdate,
  type Engine,
  type EngineName,
  opening,
  type ProgramShare,
  type TensorTree,
  type UpdateFunction,
} from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import type { Replay } from './replay/replay.js';
import { sampleBatch } from './replay/sampleBatch.js';
import { createBatch } from './replay/transition.js';
import { transitionSpec } from './transitionSpec.js';

/** Scalars that an update reports, as numbers. */
export type UpdateMetrics = Readonly<Record<string, number>>;

type Update = CompiledUpdate<ArrayTree, ArrayTree, Readonly<Record<string, NdArray>>>;

/** A learning agent. */
export interface Learner {
  readonly update: Update;
  /** The update of an explicit warmup, with a state of its own; only for agents that have one. */
  readonly explicit?: Update;
  readonly batch: ArrayTree;
  /** What a batch must have. */
  readonly sampling: SampleSpec;
  /** Where the share of a second buffer comes from. */
  readonly second?: Replay;
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
  /** Default: see `defaultEngine`. */
  readonly engine?: EngineName | Engine;
  /** Where the share of a second buffer comes from; only for agents that ask for one. */
  readonly second?: Replay;
  /** This run's part in the program that it shares with other seeds; alone by default. */
  readonly share?: Pick<ProgramShare, 'compileUpdate'>;
}

type Step = UpdateFunction<ArrayTree, ArrayTree, TensorTree>;

/**
 * An agent's updates, as functions of state and batch.
 *
 * @param agent the agent
 * @returns its own, and that of its explicit warmup where it has one
 */
export function agentUpdates(agent: AnyAgent): { readonly own: Step; readonly explicit?: Step } {
  const { algorithm, settings, explicit } = agent;
  const own: Step = (state, batch) => algorithm.update(state, batch, settings);
  if (!explicit) return { own };
  return { own, explicit: (state, batch) => algorithm.update(state, batch, settings, explicit) };
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
  agent: AnyAgent,
  dims: ResidualDims,
  seed: number,
  options: LearnerOptions,
): Promise<Learner> {
  const spec = transitionSpec(dims);
  const sampling = sampleSpecOf(agent, spec);
  const batch = createBatch(spec, sampling, options.batchSize);
  const state = initialState(agent, seed, dims);
  const { own, explicit } = agentUpdates(agent);
  const opened = opening();
  const { share = { compileUpdate }, threads, engine } = options;
  const compiled = async (step: Step) =>
    opened.keep((await share.compileUpdate(step, state, batch, { threads, engine })) as Update, (it) => it.dispose());
  return opened.during(async () => ({
    update: await compiled(own),
    ...(explicit && { explicit: await compiled(explicit) }),
    batch,
    sampling,
    second: options.second,
  }));
}

/**
 * Frees what a learner compiled.
 *
 * @param learner the learner
 */
export async function closeLearner({ update, explicit }: Learner): Promise<void> {
  await Promise.all([update.dispose(), explicit?.dispose()]);
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
  sampleBatch(replay, stream, learner.batch, learner.sampling, learner.second);
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
