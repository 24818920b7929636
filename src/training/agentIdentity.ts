/**
 * What an agent is by value: its numbers, the graphs that it computes, and what its functions return.
 *
 * @outsideNumerics it tells agents apart and trains none
 */

import { createHash } from 'node:crypto';
import type { AnyAgent } from '../agents/index.js';
import { initialState, type ResidualDims, sampleSpecOf } from '../algorithms/index.js';
import { type ArrayTree, flattenTree, mapTree, type NdArray } from '../arrays/index.js';
import { runEagerly, type Tensors, type TensorTree, traceHash, UntraceableError } from '../compute/index.js';
import { randomStream } from '../random/index.js';
import type { TrainingSchedule } from '../tasks/index.js';
import { agentUpdates } from './learner.js';
import { viewOf } from './probe/criticProgram.js';
import { createBatch } from './replay/transition.js';
import { actingOf } from './residualPolicy.js';
import type { Values } from './runIdentity.js';
import { transitionSpec } from './transitionSpec.js';

/** Scales of the inputs on which a function without a graph is run. */
const SCALES = [0.01, 0.3, 1, 10, 300];
/** Seed of what is drawn to look at functions; the run's own seed stands in its identity by itself. */
const LOOK_SEED = 1;

const digest = (parts: Iterable<string | ArrayBufferView>): string => {
  const hash = createHash('sha256');
  for (const part of parts)
    hash.update(typeof part === 'string' ? part : new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return hash.digest('hex').slice(0, 16);
};

function* treeParts(tree: ArrayTree): Generator<string | ArrayBufferView> {
  for (const [path, { shape, data }] of flattenTree(tree)) {
    yield `${path} ${shape};`;
    yield data;
  }
}

/** Numbers anywhere in a plain record, by path; functions and names tell nothing that graphs do not. */
function numbersIn(record: object, path = ''): Record<string, number> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, number][] => {
      if (typeof value === 'number') return [[path + name, value]];
      return value && typeof value === 'object' ? Object.entries(numbersIn(value, `${path}${name}.`)) : [];
    }),
  );
}

/** What a function of tensors computes: its graph, or where it has none what it makes of some inputs. */
async function functionHash<Inputs extends ArrayTree>(
  fn: (inputs: Tensors<Inputs>) => TensorTree,
  example: Inputs,
): Promise<string> {
  try {
    return traceHash(fn, example).slice(0, 16);
  } catch (error) {
    if (!(error instanceof UntraceableError)) throw error;
  }
  const results: ArrayTree[] = [];
  for (const scale of SCALES) results.push(await runEagerly(fn as never, drawn(example, scale)));
  return `eager ${digest(results.flatMap((result) => [...treeParts(result)]))}`;
}

/** Inputs of a size; the state stays as it is. */
function drawn(example: ArrayTree, scale: number): ArrayTree {
  const stream = randomStream(LOOK_SEED, 'exploration');
  const draw = ({ shape, data }: NdArray): NdArray => ({
    shape,
    data: stream.fillNormal(new Float32Array(data.length)).map((x) => scale * x),
  });
  return mapTree(example, (leaf, path) => (path.startsWith('state.') ? leaf : draw(leaf)));
}

/** What a warmup executes, round for round and slot for slot. */
function behaviourHash({ warmup }: AnyAgent, chunkDim: number, { slots, totalChunks }: TrainingSchedule): string {
  const { behaviour, chunks } = warmup;
  if (behaviour === 'actor') return behaviour;
  const stream = randomStream(LOOK_SEED, 'exploration');
  const calls = Math.ceil(Math.min(chunks, totalChunks) / slots) * slots;
  return digest(
    Array.from({ length: calls }, (_, call) => behaviour(call - (call % slots), chunkDim, stream, LOOK_SEED + call)),
  );
}

/** How far a gate is open in each round after the warmup. */
function gateHash({ warmup, gate }: AnyAgent, { slots, totalChunks }: TrainingSchedule): string {
  const first = Math.ceil(warmup.chunks / slots);
  const rounds = Math.max(0, Math.ceil(totalChunks / slots) - first);
  return digest([Float64Array.from({ length: rounds }, (_, round) => gate((first + round) * slots))]);
}

/**
 * An agent by value, for one task, base policy and schedule. Names are no part of it.
 *
 * @param agent the agent
 * @param dims sizes of features and chunk
 * @param schedule slots, batch and budget
 * @returns numbers; hashes of the graphs of update, acting, explicit warmup and probe; of the initial parameters, of the
 * warmup's residuals and of the gate's values in every round
 */
export async function agentIdentity(agent: AnyAgent, dims: ResidualDims, schedule: TrainingSchedule): Promise<Values> {
  const { algorithm, warmup, explicit, settings } = agent;
  const state = initialState({ algorithm, settings }, LOOK_SEED, dims);
  const { own, explicit: phase } = agentUpdates(agent);
  const spec = transitionSpec(dims);
  const inputs = createBatch(spec, sampleSpecOf({ algorithm, settings }, spec), schedule.batchSize);
  const learning = { state, inputs };
  const stepHash = (step: typeof own) =>
    functionHash(
      (given: Tensors<typeof learning>) => step(given.state, given.inputs) as unknown as TensorTree,
      learning,
    );
  const { act, example } = actingOf(agent, algorithm.policy.of(state), dims, schedule.slots);
  return {
    ...numbersIn(settings),
    init: digest(treeParts(state)),
    update: await stepHash(own),
    acting: await functionHash(act, example),
    warmupChunks: warmup.chunks,
    warmup: behaviourHash(agent, dims.chunkDim, schedule),
    gate: gateHash(agent, schedule),
    ...(explicit && phase && { explicitUpdates: explicit.updates, explicit: await stepHash(phase) }),
    ...(schedule.probeEpisodes && { probe: await probeHash(agent, dims, state) }),
  };
}

function probeHash(agent: AnyAgent, dims: ResidualDims, state: ArrayTree): Promise<string> {
  const { view, example } = viewOf(agent, dims, state, 1);
  return functionHash(view, example);
}
