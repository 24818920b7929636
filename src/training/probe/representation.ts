/** How a critic represents residuals, beside any run. */

import type { ArrayTree, NdArray } from '../../arrays/index.js';
import type { ChunkRows, CriticProgram } from './criticProgram.js';
import { measureProbes, statesOf } from './measureProbes.js';
import type { ProbeValues } from './probe.js';
import { viewsOf } from './probeViews.js';
import { discrimination, dormancy, rank, scale, sensitivity } from './representationProbes.js';

const NONE = { episodes: [], chunks: [] };

function rowsOf({ shape: [rows, width], data }: NdArray): Float32Array[] {
  return Array.from({ length: rows }, (_, i) => (data as Float32Array).subarray(i * width, (i + 1) * width));
}

/**
 * How a critic represents residuals, at any moment: at its initialisation, along training, after it.
 *
 * With u uniform in [−1, 1], the same for every critic: `sensitivityBefore1` …, `sensitivity1` …, `sensitivityToStates1` …
 * per hidden layer, before its normalization and after its activation; `discrimination`, `qDifference`. With the actor's
 * deterministic residual: `residualToBase`, ‖λu‖/‖a_base‖. `effectiveRank` and `dormantShare` of the last hidden layer.
 *
 * @param program the critic's program
 * @param state networks to look at
 * @param lambda bound λ that the program was made with
 * @param rows states and base chunks, as many as the program takes
 * @returns values by name
 */
export async function representationValues(
  program: CriticProgram,
  state: ArrayTree,
  lambda: number,
  rows: ChunkRows,
): Promise<ProbeValues> {
  const [count, chunkDim] = rows.base.shape;
  const dims = { featureDim: rows.features.shape[1], chunkDim };
  const [features, base] = [rowsOf(rows.features), rowsOf(rows.base)];
  const chunks = features.map((row, i) => ({ features: row, base: base[i], residual: new Float32Array(chunkDim) }));
  const traces = {
    base: NONE,
    own: NONE,
    ...statesOf(chunks, count),
    lambda,
    discount: 0,
    reward: { low: -1, high: 0 },
  };
  const all = [sensitivity, discrimination, scale, rank, dormancy];
  return measureProbes(all, viewsOf({ program, dims, rows: count }, state), traces);
}
