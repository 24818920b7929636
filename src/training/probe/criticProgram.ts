/** A critic's and an actor's outputs on given chunks, hidden layers included, as one compiled program. */

import type { Acting } from '../../agents/index.js';
import type { ResidualDims } from '../../algorithms/index.js';
import { type ArrayTree, type NdArray, zeros } from '../../arrays/index.js';
import { compile, type Tensors, type TensorTree } from '../../compute/index.js';

/** Chunks to look at: features [rows, featureDim]; base, residual and actor noise [rows, chunkDim]. */
export interface ChunkRows {
  readonly features: NdArray;
  readonly base: NdArray;
  readonly residual: NdArray;
  readonly noise: NdArray;
}

/** What networks say of chunks. */
export interface CriticView {
  /** The value that the actor is led by, of a_base + λu, one per row: min(Q₁, Q₂) of twin critics. */
  readonly q: Float32Array;
  /** log π of the actor's sample under the rows' noise, one per row, nats; of learning rules that have one. */
  readonly logPi?: Float32Array;
  /** The actor's deterministic residual, [rows, chunkDim]. */
  readonly actorResidual: NdArray;
  /** Hidden layers of Q₁, first to last: before the normalization, and what the next layer sees, [rows, units]. */
  readonly layers: readonly { readonly before: NdArray; readonly activation: NdArray }[];
}

/** Looks at chunks with the networks of a state. */
export interface CriticProgram {
  view(state: ArrayTree, rows: ChunkRows): Promise<CriticView>;
  /** Frees the program. */
  dispose(): Promise<void>;
}

const copy = ({ shape, data }: NdArray): NdArray => ({ shape, data: data.slice() as Float32Array });

/**
 * The view as a function of networks and chunks.
 *
 * @param agent whose networks they are
 * @param dims sizes of features and chunk
 * @param state a state with the shapes that will come
 * @param rows chunks at once
 * @returns the function, and inputs of its shapes
 */
export function viewOf({ algorithm, settings }: Acting, dims: ResidualDims, state: ArrayTree, rows: number) {
  const { views } = algorithm;
  const chunks = zeros([rows, dims.chunkDim]);
  const given = { features: zeros([rows, dims.featureDim]), base: chunks, residual: chunks, noise: chunks };
  const example = { ...views.of(state), ...given } as ArrayTree & typeof given;
  const view = (inputs: Tensors<typeof example>): TensorTree => {
    const { features, base, residual, noise } = inputs;
    const sight = { features, base };
    const decision = { ...sight, residual };
    const layers = views.layers?.(inputs, decision, settings) ?? [];
    const shown = layers.map(({ before, activation }) => ({ before, activation }));
    return {
      q: views.q(inputs, decision, settings),
      ...(views.logPi && { logPi: views.logPi(inputs, sight, noise, settings) }),
      actorResidual: views.residual(inputs, sight, settings),
      layers: Object.fromEntries(shown.entries()),
    };
  };
  return { view, example };
}

/**
 * Compiles the view.
 *
 * @param agent whose networks they are
 * @param dims sizes of features and chunk
 * @param state a state with the shapes that will come
 * @param rows chunks at once, always as many
 * @returns the program
 */
export async function createCriticProgram(
  agent: Acting,
  dims: ResidualDims,
  state: ArrayTree,
  rows: number,
): Promise<CriticProgram> {
  const { view, example } = viewOf(agent, dims, state, rows);
  const program = await compile(view, example);
  return {
    async view(networks, given) {
      const out = await program.run({ ...agent.algorithm.views.of(networks), ...given } as typeof example);
      const { q, logPi, actorResidual } = out as Readonly<Record<string, NdArray>>;
      const layers = Object.values((out.layers ?? {}) as Record<string, { before: NdArray; activation: NdArray }>);
      return {
        q: q.data.slice() as Float32Array,
        ...(logPi && { logPi: logPi.data.slice() as Float32Array }),
        actorResidual: copy(actorResidual),
        layers: layers.map(({ before, activation }) => ({ before: copy(before), activation: copy(activation) })),
      };
    },
    dispose: () => program.dispose(),
  };
}
