/** An update of a workload, ready to be run on random data. */

import {
  type ResidualBatch,
  type ResidualSacState,
  residualSacInit,
  residualSacUpdate,
} from '../algorithms/residualSac/index.js';
import { full, type NdArray } from '../arrays/index.js';
import {
  type BackendName,
  type CompileOptions,
  compileUpdate,
  type EngineName,
  selectBackend,
  stackTrees,
} from '../compute/index.js';
import { randomStream } from '../random/index.js';
import { settingsOf, type UpdateWorkload } from './workloads.js';

/** What to run. */
export interface UpdateConfiguration extends UpdateWorkload, Pick<CompileOptions, 'device'> {
  readonly engine?: EngineName;
  readonly threads: number;
  /** How many seeds one update advances together. */
  readonly seeds: number;
  /** Backend of the eager engine. */
  readonly backend?: BackendName;
}

function randomBatch({ batch, featureDim, chunkDim }: UpdateWorkload, seed: number): ResidualBatch {
  const stream = randomStream(seed, 'replay');
  const half = (width: number): NdArray => ({
    shape: [batch, width],
    data: stream.fillNormal(new Float32Array(batch * width)).map((x) => 0.5 * x),
  });
  return {
    obsTm1: half(featureDim),
    obsT: half(featureDim),
    baseTm1: half(chunkDim),
    baseT: half(chunkDim),
    residualTm1: half(chunkDim),
    rewardT: half(1),
    discountT: full([batch, 1], 0.97),
    noiseT: half(chunkDim),
    noiseTm1: half(chunkDim),
  };
}

/**
 * Compiles a workload's update, with its first state and a batch of random numbers.
 *
 * @param configuration workload, engine, threads, seeds
 * @returns the update, and the batch that it takes
 * @throws Error where another engine would run it than the one that was asked for
 */
export async function prepareUpdate(configuration: UpdateConfiguration) {
  const { threads, seeds, engine, device, backend } = configuration;
  if (backend) await selectBackend(backend);
  const settings = settingsOf(configuration);
  const all = Array.from({ length: seeds }, (_, i) => i + 1);
  const states = all.map((seed) => residualSacInit(seed, configuration, settings));
  const batches = all.map((seed) => randomBatch(configuration, seed + 1));
  const together = seeds > 1 ? { batched: seeds } : {};
  const state = (seeds > 1 ? stackTrees(states) : states[0]) as ResidualSacState;
  const batch = (seeds > 1 ? stackTrees(batches) : batches[0]) as ResidualBatch;
  const options: CompileOptions = { threads, engine, device, ...together };
  const update = await compileUpdate((s, b) => residualSacUpdate(s, b, settings), state, batch, options);
  if (engine !== undefined && update.engine !== engine) throw new Error(`the update runs on ${update.engine}`);
  return { update, batch };
}
