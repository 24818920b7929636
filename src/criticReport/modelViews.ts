/** What a critic from elsewhere says, as probes ask for it. */

import * as ort from 'onnxruntime-node';
import type { NdArray } from '../arrays/index.js';
import type { LayerView, LookedChunk, ProbeViews } from '../training/index.js';
import type { FeedRole } from './inputRoles.js';
import type { CriticModel } from './onnxModel.js';

/** How several values of one row become one. */
export type Heads = 'min' | 'mean';

/** Rows of a block where the model takes any number. */
const ROWS = 256;

type Outputs = Readonly<Record<string, Float32Array>>;

/** A row of what an input is fed with. */
const FEEDS: Readonly<Record<FeedRole, (chunk: LookedChunk, action: Float32Array) => ArrayLike<number>>> = {
  obs: ({ features }) => features,
  base_action: ({ base }) => base,
  residual: ({ residual }) => residual,
  action: (_, action) => action,
  obs_action: ({ features }, action) => [...features, ...action],
};

const summed = ({ base, residual }: LookedChunk, lambda: number) =>
  base.map((value, i) => value + lambda * residual[i]);

/** An output with one row a chunk. */
function rowsIn(name: string, { dims, data, type }: ort.Tensor, rows: number): Float32Array {
  if (type !== 'float32') throw new Error(`The model's '${name}' has numbers of type ${type}; float32 is read.`);
  if (dims[0] === rows) return data as Float32Array;
  throw new Error(
    `The model's '${name}' has the shape [${dims}] for ${rows} rows; the first axis must be that of the rows. ` +
      'Name the values with --q, the layers with --layers.',
  );
}

function checkValues(name: string, values: Float32Array, rows: number): void {
  if (values.length !== rows)
    throw new Error(
      `The model's '${name}' gives ${values.length / rows} numbers a row; a value is one. Export the mean of the ` +
        'distribution, or each critic as an output of its own, and name them with --q.',
    );
}

/** How a model is asked. */
export interface Asking {
  /** What each input is, from `inputRoles`. */
  readonly roles: Readonly<Record<string, FeedRole>>;
  /** λ of a = a_base + λ·u. */
  readonly lambda: number;
  /** How heads become one value; `min` by default, as twin critics are read. */
  readonly heads?: Heads;
}

/** Asks a model about some rows; a short list is filled up with its own rows again, as a normalization over the batch needs. */
async function ask({ session }: CriticModel, { roles, lambda }: Asking, chunks: readonly LookedChunk[], rows: number) {
  const full = Array.from({ length: rows }, (_, i) => chunks[i % chunks.length]);
  const actions = full.map((chunk) => summed(chunk, lambda));
  const feeds = Object.entries(roles).map(([name, role]) => {
    const data = Float32Array.from(full.flatMap((chunk, i) => Array.from(FEEDS[role](chunk, actions[i]))));
    return [name, new ort.Tensor('float32', data, [rows, data.length / rows])] as const;
  });
  const found = await session.run(Object.fromEntries(feeds));
  return Object.fromEntries(Object.entries(found).map(([name, tensor]) => [name, rowsIn(name, tensor, rows)]));
}

/**
 * The views of a model.
 *
 * @param model from `openCritic`
 * @param asking what inputs are, λ, and how heads become one value
 * @returns `q` and `layers`, each list of chunks computed once; a critic has no actor, and the other views throw
 */
export function modelViews(model: CriticModel, asking: Asking): ProbeViews {
  const rows = model.inputs.find((input) => input.rows)?.rows ?? ROWS;
  const known = new WeakMap<readonly LookedChunk[], Promise<readonly Outputs[]>>();
  const look = async (chunks: readonly LookedChunk[]) => {
    const views: Outputs[] = [];
    for (let at = 0; at < chunks.length; at += rows)
      views.push(await ask(model, asking, chunks.slice(at, at + rows), rows));
    return views;
  };
  const seen = (chunks: readonly LookedChunk[]) => {
    const views = known.get(chunks) ?? look(chunks);
    known.set(chunks, views);
    return views;
  };
  return {
    q: async (chunks) =>
      valuesOf(await seen(chunks), model.values, rows, asking.heads ?? 'min').slice(0, chunks.length),
    layers: async (chunks) => {
      const views = await seen(chunks);
      const matrix = (name: string) =>
        stacked(
          views.map((view) => view[name]),
          chunks.length,
          rows,
        );
      return model.layers.map(
        (layer): LayerView => ({ before: matrix(layer.before), activation: matrix(layer.activation) }),
      );
    },
    residual: noActor,
    logPi: noActor,
    temperature: noActor,
  };
}

const noActor = async (): Promise<never> => {
  throw new Error('A critic has no actor: nothing is known of its residuals.');
};

function valuesOf(views: readonly Outputs[], names: readonly string[], rows: number, heads: Heads): number[] {
  return views.flatMap((view) => {
    for (const name of names) checkValues(name, view[name], rows);
    return Array.from({ length: rows }, (_, i) => {
      const values = names.map((name) => view[name][i]);
      return heads === 'min' ? Math.min(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  });
}

function stacked(blocks: readonly Float32Array[], count: number, rows: number): NdArray {
  const width = blocks[0].length / rows;
  const data = new Float32Array(count * width);
  blocks.forEach((block, i) => {
    data.set(block.subarray(0, Math.min(block.length, data.length - i * rows * width)), i * rows * width);
  });
  return { shape: [count, width], data };
}
