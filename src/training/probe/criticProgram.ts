/** A critic's and an actor's outputs on given chunks, hidden layers included, as one compiled program. */

import { sampleResidual } from '../../actor/index.js';
import type { Agent, ResidualSacDims, ResidualSacState } from '../../agents/index.js';
import { type NdArray, zeros } from '../../arrays/index.js';
import { compile, type Tensors, type TensorTree, tf } from '../../compute/index.js';
import { type TwinTensors, twinMinimum } from '../../critic/index.js';

/** Chunks to look at: features [rows, featureDim]; base, residual and actor noise [rows, chunkDim]. */
export interface ChunkRows {
  readonly features: NdArray;
  readonly base: NdArray;
  readonly residual: NdArray;
  readonly noise: NdArray;
}

/** What networks say of chunks. */
export interface CriticView {
  /** min(Q₁, Q₂) of a_base + λu, one per row. */
  readonly q: Float32Array;
  /** log π of the actor's sample under the rows' noise, one per row, nats. */
  readonly logPi: Float32Array;
  /** The actor's deterministic residual, [rows, chunkDim]. */
  readonly actorResidual: NdArray;
  /** Hidden layers of Q₁, first to last: before the normalization, and what the next layer sees, [rows, units]. */
  readonly layers: readonly { readonly before: NdArray; readonly activation: NdArray }[];
}

/** Looks at chunks with the networks of a state. */
export interface CriticProgram {
  view(state: ResidualSacState, rows: ChunkRows): Promise<CriticView>;
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
export function viewOf(agent: Agent, dims: ResidualSacDims, state: ResidualSacState, rows: number) {
  const { critic, criticInput, lambda, valueHead } = agent.settings;
  const chunks = zeros([rows, dims.chunkDim]);
  const given = { features: zeros([rows, dims.featureDim]), base: chunks, residual: chunks, noise: chunks };
  const example = { actor: state.actor, critic: state.critic, ...given };
  const view = (inputs: Tensors<typeof example>) => {
    const { features, base, residual, noise } = inputs;
    const actor = inputs.actor as TensorTree;
    const input = tf.concat([features, criticInput.compose(base, residual, lambda)], 1);
    const twins = inputs.critic as unknown as TwinTensors;
    const layers = (critic.layers?.(twins.q1, input) ?? []).map(({ before, activation }) => ({ before, activation }));
    return {
      q: twinMinimum(critic, twins, input, valueHead),
      logPi: sampleResidual(actor, features, noise).logPi,
      actorResidual: sampleResidual(actor, features, tf.zerosLike(noise)).residual,
      layers: Object.fromEntries(layers.entries()) as TensorTree,
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
  agent: Agent,
  dims: ResidualSacDims,
  state: ResidualSacState,
  rows: number,
): Promise<CriticProgram> {
  const { view, example } = viewOf(agent, dims, state, rows);
  const program = await compile(view, example);
  return {
    async view({ actor, critic: twins }, given) {
      const out = await program.run({ actor, critic: twins, ...given });
      const { q, logPi, actorResidual } = out as unknown as Record<string, NdArray>;
      const layers = Object.values((out.layers ?? {}) as Record<string, { before: NdArray; activation: NdArray }>);
      return {
        q: q.data.slice() as Float32Array,
        logPi: logPi.data.slice() as Float32Array,
        actorResidual: copy(actorResidual),
        layers: layers.map(({ before, activation }) => ({ before: copy(before), activation: copy(activation) })),
      };
    },
    dispose: () => program.dispose(),
  };
}
