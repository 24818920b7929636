/** Training of a base policy from demonstrations, evaluation included. */

import type { ArrayTree } from '../compute/index.js';
import { envSpec } from '../environments/index.js';
import { chunkDataset } from './chunkDataset.js';
import { type Demonstrations, takeDemonstrations } from './demonstrations.js';
import type { FitControls, FitResult } from './fitNetwork.js';
import { learnedKind } from './learnedKinds.js';
import type { PolicyConfig } from './policyCheckpoint.js';

/** What may differ from a kind's defaults. */
export interface TrainBaseOptions extends FitControls {
  /** Episodes to train on, the first ones of the set; all by default. */
  readonly demos?: number;
  /** Gradient updates; the kind's default otherwise. */
  readonly steps?: number;
  /** Master seed of the training; 1 by default. */
  readonly seed?: number;
}

/** A trained base policy, ready for `learnedPolicy` and `savePolicyCheckpoint`. */
export interface TrainedBase {
  readonly params: ArrayTree;
  readonly config: PolicyConfig;
  readonly fit: FitResult;
}

/**
 * Trains a base policy of a kind.
 *
 * @param kindName for instance `diffusion`
 * @param demonstrations episodes of the task
 * @param options episodes, updates, seed, threads, progress, stop
 * @returns weights and what they are
 * @throws Error on an unknown kind, RangeError when there are fewer demonstrations than asked for
 */
export async function trainBase(
  kindName: string,
  demonstrations: Demonstrations,
  { demos = demonstrations.lengths.data.length, steps, seed = 1, ...controls }: TrainBaseOptions = {},
): Promise<TrainedBase> {
  const kind = learnedKind(kindName);
  const { id: task, obsDim, stateFeatures: features } = envSpec(demonstrations.task);
  const { shape, executeSteps, model } = kind;
  const training = { ...kind.training, steps: steps ?? kind.training.steps };
  const dataset = chunkDataset(takeDemonstrations(demonstrations, demos), features, shape);
  const fit = await kind.train(dataset, model, training, seed, controls);
  const done = { ...training, steps: fit.steps };
  const config = {
    task,
    kind: kindName,
    shape,
    executeSteps,
    model,
    obsDim,
    features,
    training: done,
    seed,
    demonstrations: demos,
  };
  return { params: fit.params, config, fit };
}
