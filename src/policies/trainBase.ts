/** Training of a base policy from demonstrations, evaluation included. */

import { z } from 'zod';
import { allFeatures, encodedSpec } from '../environments/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import { type BaseRecipe, baseRecipe, envSpec } from '../tasks/index.js';
import { actionScales, chunkDataset } from './chunkDataset.js';
import { type Demonstrations, takeDemonstrations } from './demonstrations.js';
import type { FitControls, FitResult } from './fitNetwork.js';
import type { NetworkArrays } from './kinds/learnedKind.js';
import { kindByName } from './kinds/registry.js';
import type { PolicyConfig } from './policyCheckpoint.js';

/** What may differ from the task's recipe, and what watches the training. */
export interface TrainBaseOptions extends BaseRecipe, FitControls {
  /** Master seed of the training; 1 by default. */
  readonly seed?: number;
}

const anything = z.unknown().optional();
const optionsForm = strictSettings('option of trainBase', {
  demos: integerFrom(1, 'demonstrations').optional(),
  steps: integerFrom(1, 'gradient updates').optional(),
  seed: integerFrom(0, 'the master seed').optional(),
  threads: integerFrom(1, 'threads of an update').optional(),
  normalizeActions: anything,
  taskFeatures: anything,
  model: anything,
  onProgress: anything,
  signal: anything,
} satisfies Record<keyof TrainBaseOptions, z.ZodType>);

/** A trained base policy, ready for `learnedPolicy` and `savePolicyCheckpoint`. */
export interface TrainedBase extends NetworkArrays {
  readonly config: PolicyConfig;
  readonly fit: FitResult;
}

/**
 * Trains a base policy of a kind, by its recipe where the options say nothing else.
 *
 * @param kindName for instance `diffusion`
 * @param demonstrations episodes of the task; the first ones are used
 * @param options demonstrations, updates, model, seed, threads, progress, stop
 * @returns weights and what they are
 * @throws Error on an unknown kind, RangeError when there are fewer demonstrations than asked for
 */
export async function trainBase(
  kindName: string,
  demonstrations: Demonstrations,
  options: TrainBaseOptions = {},
): Promise<TrainedBase> {
  checkSettings(optionsForm, options, 'trainBase');
  const kind = kindByName(kindName);
  const spec = envSpec(demonstrations.task);
  const { id: task, obsDim } = spec;
  const recipe = baseRecipe(task, kindName);
  const { seed = 1, demos = recipe.demos ?? demonstrations.lengths.data.length } = options;
  const { normalizeActions = recipe.normalizeActions, taskFeatures = recipe.taskFeatures } = options;
  const { shape, executeSteps } = kind;
  const model = { ...(kind.model as object), ...recipe.model, ...options.model };
  const features = taskFeatures ? allFeatures(spec) : spec.stateFeatures;
  const encoded = kind.encoder ? encodedSpec(spec, kind.encoder.width(model)).stateFeatures : spec.stateFeatures;
  // What the network is shown first: the features, then what the encoder makes of the rest.
  const seen = [...features, ...encoded.slice(spec.stateFeatures.length)];
  const training = { ...kind.training, steps: options.steps ?? recipe.steps ?? kind.training.steps };
  const episodes = takeDemonstrations(demonstrations, demos);
  const scales = normalizeActions ? actionScales(episodes) : undefined;
  const fit = await kind.train(chunkDataset(episodes, features, shape, scales), model, training, seed, options);
  const network = { task, kind: kindName, shape, executeSteps, model, obsDim, features: seen, actionScales: scales };
  const config = { ...network, training: { ...training, steps: fit.steps }, seed, demonstrations: demos };
  const { params, buffers } = fit;
  return { params, buffers, config, fit };
}
