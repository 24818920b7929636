/** The residual actor on the acting path: one small compiled program over a fixed batch. */

import type { Acting } from '../agents/index.js';
import type { ResidualDims } from '../algorithms/index.js';
import { type ArrayTree, type NdArray, zeros } from '../arrays/index.js';
import { compile, type Tensors } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import { DivergenceError } from './learner.js';

/** Maps what is seen to residuals with given actor parameters. */
export interface ResidualPolicy {
  /**
   * Residuals u of n ≤ batch rows.
   *
   * @param actor actor parameters
   * @param features [n × featureDim]
   * @param base the base policy's chunks, [n × chunkDim]
   * @param stream noise to explore with, or undefined for the deterministic residual
   * @returns [n × chunkDim], a fresh array
   * @throws DivergenceError when one of them is not finite
   */
  residuals(
    actor: ArrayTree,
    features: Float32Array,
    base: Float32Array,
    stream?: Pick<RandomStream, 'fillNormal'>,
  ): Promise<Float32Array>;
  /** Frees the program. */
  dispose(): Promise<void>;
}

/**
 * The acting path as a function of actor, what is seen, and noise.
 *
 * @param acting learning rule and settings
 * @param actor parameters with the shapes that they will have
 * @param dims sizes of features and chunk
 * @param batch rows
 * @returns the function, and inputs of its shapes
 */
export function actingOf({ algorithm, settings }: Acting, actor: ArrayTree, dims: ResidualDims, batch: number) {
  const chunks = () => zeros([batch, dims.chunkDim]);
  const example = { actor, features: zeros([batch, dims.featureDim]), base: chunks(), noise: chunks() };
  const act = ({ actor: params, features, base, noise }: Tensors<typeof example>) => ({
    residual: algorithm.policy.act(params, { features, base }, noise, settings),
  });
  return { act, example };
}

/**
 * Compiles the acting path.
 *
 * @param acting learning rule and settings: an agent
 * @param actor parameters with the shapes that they will have
 * @param dims sizes of features and chunk
 * @param batch most rows at once; fewer are padded, so a row never depends on how many act beside it
 * @returns the policy
 */
export async function createResidualPolicy(
  acting: Acting,
  actor: ArrayTree,
  dims: ResidualDims,
  batch: number,
): Promise<ResidualPolicy> {
  const { act, example } = actingOf(acting, actor, dims, batch);
  const { features, base, noise } = example;
  const program = await compile(act, example);
  return {
    async residuals(params, rows, chunks, stream) {
      if (rows.length % dims.featureDim !== 0 || rows.length > features.data.length)
        throw new RangeError(
          `residual policy: ${rows.length} numbers are not 1 to ${batch} rows of ${dims.featureDim} features.`,
        );
      const entries = (rows.length / dims.featureDim) * dims.chunkDim;
      features.data.fill(0).set(rows);
      base.data.fill(0).set(chunks);
      noise.data.fill(0);
      if (stream) stream.fillNormal((noise.data as Float32Array).subarray(0, entries));
      const { residual } = await program.run({ actor: params, features, base, noise });
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
