/** The residual actor on the acting path: one small compiled program over a fixed batch. */

import { sampleResidual } from '../actor/index.js';
import type { ResidualSacDims } from '../agents/index.js';
import { type ArrayTree, type NdArray, zeros } from '../arrays/index.js';
import { compile, type Tensors, type TensorTree } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import { DivergenceError } from './learner.js';

/** Maps features to residuals with given actor parameters. */
export interface ResidualPolicy {
  /**
   * Residuals u = tanh(μ + σ ε) of n ≤ batch rows.
   *
   * @param actor actor parameters
   * @param features [n × featureDim]
   * @param stream noise, or undefined for the deterministic residual tanh(μ)
   * @returns [n × chunkDim], a fresh array
   * @throws DivergenceError when one of them is not finite
   */
  residuals(actor: ArrayTree, features: Float32Array, stream?: RandomStream): Promise<Float32Array>;
  /** Frees the program. */
  dispose(): Promise<void>;
}

/**
 * The acting path as a function of actor, features and noise.
 *
 * @param actor parameters with the shapes that they will have
 * @param dims sizes of features and chunk
 * @param batch rows
 * @returns the function, and inputs of its shapes
 */
export function actingOf(actor: ArrayTree, dims: ResidualSacDims, batch: number) {
  const example = { actor, features: zeros([batch, dims.featureDim]), noise: zeros([batch, dims.chunkDim]) };
  const act = (inputs: Tensors<typeof example>) => ({
    residual: sampleResidual(inputs.actor as TensorTree, inputs.features, inputs.noise).residual,
  });
  return { act, example };
}

/**
 * Compiles the acting path.
 *
 * @param actor parameters with the shapes that they will have
 * @param dims sizes of features and chunk
 * @param batch most rows at once; fewer are padded, so a row never depends on how many act beside it
 * @returns the policy
 */
export async function createResidualPolicy(
  actor: ArrayTree,
  dims: ResidualSacDims,
  batch: number,
): Promise<ResidualPolicy> {
  const { act, example } = actingOf(actor, dims, batch);
  const { features, noise } = example;
  const program = await compile(act, example);
  return {
    async residuals(params, rows, stream) {
      if (rows.length % dims.featureDim !== 0 || rows.length > features.data.length)
        throw new RangeError(
          `residual policy: ${rows.length} numbers are not 1 to ${batch} rows of ${dims.featureDim} features.`,
        );
      const entries = (rows.length / dims.featureDim) * dims.chunkDim;
      features.data.fill(0).set(rows);
      noise.data.fill(0);
      if (stream) stream.fillNormal((noise.data as Float32Array).subarray(0, entries));
      const { residual } = await program.run({ actor: params, features, noise });
      const chosen = ((residual as NdArray).data as Float32Array).slice(0, entries);
      if (!chosen.every(Number.isFinite))
        throw new DivergenceError(
          'training: the actor returns values that are not finite. Lower a learning rate or α₀.',
        );
      return chosen;
    },
    dispose: () => program.dispose(),
  };
}
