/** Our side: the compiled update. */

import { type ResidualBatch, residualSacInit, residualSacUpdate } from '../../agents/index.js';
import { compileUpdate, full, type NdArray, randomStream } from '../../compute/index.js';
import type { Contestant } from './contestant.js';
import { settingsOf, type UpdateWorkload } from './workloads.js';

function randomBatch({ batch, featureDim, chunkDim }: UpdateWorkload): ResidualBatch {
  const stream = randomStream(2, 'replay');
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
 * Compiles a workload's update.
 *
 * @param workload sizes and coefficients
 * @param threads inside one update
 * @returns the side under the engine name `dawnlab`
 */
export async function compiledContestant(workload: UpdateWorkload, threads: number): Promise<Contestant> {
  const settings = settingsOf(workload);
  const batch = randomBatch(workload);
  const state = residualSacInit(1, workload, settings);
  const update = await compileUpdate((s, b) => residualSacUpdate(s, b, settings), state, batch, { threads });
  return {
    engine: 'dawnlab',
    run: async (updates) => {
      const start = performance.now();
      for (let i = 0; i < updates; i++) await update.run(batch);
      return (performance.now() - start) / 1000;
    },
    dispose: () => update.dispose(),
  };
}
