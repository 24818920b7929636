/** Environments seen through a frozen encoder: what they show becomes numbers, once for every step. */

import type { EnvSpec, Shown } from './env.js';
import type { VectorEnv } from './vectorEnv.js';

/** A frozen map from what some slots show to vectors. */
export interface Encoder {
  /** Entries of a vector. */
  readonly width: number;
  /**
   * Encodes every slot; a row depends on its slot alone.
   *
   * @param shown what the slots show, [slots × …] by name
   * @returns [slots × width]
   */
  encode(shown: Shown): Promise<Float32Array>;
  /** Frees what was compiled for it. */
  close(): Promise<void>;
}

/**
 * A task as an encoder lets it be seen: the numbers, then the vector, whose entries are features as they are.
 *
 * @param spec the task
 * @param width entries of the encoder's vector
 * @returns the spec of flat observations
 */
export function encodedSpec(spec: EnvSpec, width: number): EnvSpec {
  const { shows: _, ...rest } = spec;
  const names = Array.from({ length: width }, (_, i) => `embedding${i}`);
  const entries = names.map((name, i) => ({
    name,
    index: spec.obsDim + i,
    offset: 0,
    scale: 1,
    clip: Number.POSITIVE_INFINITY,
  }));
  return {
    ...rest,
    obsDim: spec.obsDim + width,
    obsNames: [...spec.obsNames, ...names],
    stateFeatures: [...spec.stateFeatures, ...entries],
  };
}

/** Numbers and vectors of some slots side by side. */
function beside(numbers: Float32Array, vectors: Float32Array, rows: number): Float32Array {
  const [own, width] = [numbers.length / rows, vectors.length / rows];
  const both = new Float32Array(numbers.length + vectors.length);
  for (let row = 0; row < rows; row++) {
    both.set(numbers.subarray(row * own, (row + 1) * own), row * (own + width));
    both.set(vectors.subarray(row * width, (row + 1) * width), row * (own + width) + own);
  }
  return both;
}

/** @throws RangeError when an encoder was made for another number of environments */
function checkVectors(vectors: Float32Array, slots: number, width: number): Float32Array {
  if (vectors.length === slots * width) return vectors;
  throw new RangeError(
    `The encoder gave ${vectors.length} numbers for ${slots} environments, expected ${slots * width}. Make it, and the policy ` +
      `that it belongs to, with as many slots as there are environments: { batch: ${slots} }.`,
  );
}

/** @throws RangeError when the environments show nothing, or stack observations */
function presentShown({ spec, shown, obsHorizon }: VectorEnv): Shown {
  if (!shown) throw new RangeError(`${spec.id} shows nothing that an encoder could see; leave the encoder out.`);
  if (obsHorizon !== 1)
    throw new RangeError(`${spec.id}: obsHorizon is ${obsHorizon}; what it shows is of the present alone, so use 1.`);
  return shown;
}

/**
 * Wraps environments that show something, so that observations end with vectors of it, made once for every moment.
 *
 * @param env environments, owned by the result
 * @param spec what they are then
 * @param vectorsOf vectors of every slot, from what the slots show, [slots × …]
 * @returns environments whose observations are the numbers and the vector
 * @throws RangeError when the environments show nothing, or stack observations: what is shown is of the present alone; an encoder for another number of environments says so when it is asked
 */
export function besideNumbers(
  env: VectorEnv,
  spec: EnvSpec,
  vectorsOf: (shown: Shown) => Promise<Float32Array>,
): VectorEnv {
  const { restore } = env;
  const shown = presentShown(env);
  const obsStacks = new Float32Array(env.slots * spec.obsDim);
  const width = spec.obsDim - env.spec.obsDim;
  const look = async () => {
    const vectors = checkVectors(await vectorsOf(shown), env.slots, width);
    obsStacks.set(beside(env.obsStacks, vectors, env.slots));
  };
  const rowsOf = (slots: readonly number[]): Float32Array => {
    const rows = new Float32Array(slots.length * spec.obsDim);
    slots.forEach((slot, row) => {
      rows.set(obsStacks.subarray(slot * spec.obsDim, (slot + 1) * spec.obsDim), row * spec.obsDim);
    });
    return rows;
  };
  return {
    ...env,
    spec,
    obsStacks,
    async reset(slot, seed) {
      await env.reset(slot, seed);
      await look();
      return rowsOf([slot]);
    },
    async stepChunks(slots, actions) {
      const batch = await env.stepChunks(slots, actions);
      await look();
      return { ...batch, obsStacks: rowsOf(slots) };
    },
    ...(restore && {
      async restore(state) {
        await restore(state);
        await look();
      },
    }),
  };
}

/**
 * Wraps environments that show something, so that agent and base policy see flat vectors. Each moment is encoded once, when
 * it is reached: learning from it later costs what learning from numbers costs.
 *
 * @param env environments, owned by the result
 * @param encoder the base policy's frozen encoder
 * @returns environments whose observations are the numbers and the encoder's vector
 * @throws RangeError when the environments show nothing, or stack observations: what is shown is of the present alone; an encoder for another number of environments says so when it is asked
 */
export function encodedEnv(env: VectorEnv, encoder: Encoder): VectorEnv {
  return besideNumbers(env, encodedSpec(env.spec, encoder.width), (shown) => encoder.encode(shown));
}
