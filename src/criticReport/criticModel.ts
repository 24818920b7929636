/** A critic of this library as an ONNX file, for other tools and for reports. */

import type { AnyAgent } from '../agents/index.js';
import type { ResidualDims } from '../algorithms/index.js';
import { type ArrayTree, zeros } from '../arrays/index.js';
import { onnxModel, type TensorTree, toTensors } from '../compute/index.js';
import { viewOf } from '../training/index.js';

/** Rows that the model takes at once: those of a block of a run's probes. */
const ROWS = 256;

/**
 * A critic as an ONNX model. Its inputs are `obs`, `base_action` and `residual` (the unscaled u); its outputs are `q`, the
 * value that the actor is led by, and each hidden layer as `layer1_before`, `layer1_activation`, …
 *
 * @param agent whose critic it is
 * @param dims sizes of features and chunk
 * @param state its networks, for instance of `loadTrainedState`
 * @returns the bytes of an ONNX file that takes 256 rows at once
 * @throws UntraceableError on an op without a graph form
 */
export function criticModel(agent: AnyAgent, dims: ResidualDims, state: ArrayTree): Uint8Array {
  const { view } = viewOf(agent, dims, state, ROWS);
  const chunks = zeros([ROWS, dims.chunkDim]);
  const example = { obs: zeros([ROWS, dims.featureDim]), base_action: chunks, residual: chunks };
  const networks = agent.algorithm.views.of(state) as ArrayTree;
  return onnxModel((inputs) => {
    const { obs: features, base_action: base, residual } = inputs as Readonly<Record<keyof typeof example, never>>;
    const { q, layers } = view({ ...toTensors(networks), features, base, residual, noise: residual } as never) as {
      readonly q: TensorTree[string];
      readonly layers: Readonly<Record<string, { readonly before: never; readonly activation: never }>>;
    };
    const named = Object.values(layers).flatMap(({ before, activation }, i) => [
      [`layer${i + 1}_before`, before],
      [`layer${i + 1}_activation`, activation],
    ]);
    return { q, ...Object.fromEntries(named) };
  }, example);
}
