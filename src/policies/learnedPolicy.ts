/** From a trained network to a base policy. */

import { closeIt, opening } from '../compute/index.js';
import { type EnvSpec, encodedSpec } from '../environments/index.js';
import { envSpec } from '../tasks/index.js';
import { type BaseNoise, baseName } from './baseName.js';
import type { BasePolicy } from './basePolicy.js';
import { chosenNoise } from './chunkNoise.js';
import { chunkPolicy } from './chunkPolicy.js';
import type { NetworkArrays } from './kinds/learnedKind.js';
import { checkNoise, kindByName } from './kinds/registry.js';
import type { PolicyConfig } from './policyCheckpoint.js';

/** How a policy is to act. */
export interface ActOptions {
  /** Slots, the batch size of the compiled network; 1 by default. */
  readonly batch?: number;
  /** Threads of a run; 1 by default. */
  readonly threads?: number;
  /** How a policy that samples its acts gets its random numbers; `sampled` by default. */
  readonly noise?: BaseNoise;
}

/** @throws Error when the task's raw observation is no longer what the policy was trained on */
function specOfTrained({ task, kind, obsDim }: PolicyConfig): EnvSpec {
  const spec = envSpec(task);
  if (spec.obsDim === obsDim) return spec;
  throw new Error(
    `The ${kind} policy for ${task} was trained on observations of ${obsDim} entries, the task now has ${spec.obsDim}; ` +
      `train it again with \`dawnlab train-base --task ${task} --kind ${kind}\`.`,
  );
}

/**
 * Compiles a learned policy.
 *
 * @param arrays trained weights, and what else the network computes with
 * @param config what they are
 * @param options slots, threads, noise
 * @returns the frozen base policy
 * @throws Error when the task's raw observation is no longer what it was trained on; RangeError when a noise is chosen
 * for a kind that samples nothing
 */
export async function learnedPolicy(
  arrays: NetworkArrays,
  config: PolicyConfig,
  { batch = 1, threads = 1, noise = 'sampled' }: ActOptions = {},
): Promise<BasePolicy> {
  const spec = specOfTrained(config);
  const { features, shape, executeSteps, actionScales, kind: kindName } = config;
  const kind = kindByName(kindName);
  checkNoise(kindName, noise);
  const chunkDim = shape.predictSteps * spec.actionDim;
  const drawn = kind.noise?.(config.model, chunkDim);
  const size = { batch, chunkDim, conditionDim: shape.obsHorizon * features.length };
  const opened = opening();
  const { network, encoder } = await opened.during(async () => ({
    network: opened.keep(await kind.network(arrays, config.model, size, threads), (it) => it.dispose()),
    encoder:
      kind.encoder &&
      opened.keep(await kind.encoder.compile(arrays, config.model, spec.shows ?? {}, batch, threads), closeIt),
  }));
  const policy = chunkPolicy({
    kind: baseName(kindName, noise),
    spec: encoder ? encodedSpec(spec, encoder.width) : spec,
    features,
    shape,
    executeSteps,
    batch,
    noise: drawn && chosenNoise(drawn, noise),
    actionScales,
    network,
  });
  return { ...policy, ...(encoder && { encoder }), close: opened.close };
}
