/** A base policy around a compiled network that maps conditions (and noise) to chunks of actions. */

import { type ArrayTree, type NdArray, zeros } from '../arrays/index.js';
import { type EnvSpec, type Feature, featurize } from '../environments/index.js';
import type { BasePolicy } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';
import type { ChunkShape } from './chunkDataset.js';
import type { ChunkNoise } from './chunkNoise.js';
import { SlotStreams } from './slotStreams.js';

/** A compiled network with fixed batch size. */
export interface ChunkNetwork {
  run(inputs: { condition: NdArray; noise: NdArray }): Promise<{ chunk: NdArray }>;
  /** Frees it. */
  dispose(): Promise<void>;
}

/** What {@link chunkPolicy} needs. */
export interface ChunkPolicyParts {
  readonly kind: string;
  readonly spec: EnvSpec;
  /** What the network sees of an observation. */
  readonly features: readonly Feature[];
  readonly shape: ChunkShape;
  readonly executeSteps: number;
  /** Number of slots: the batch size that the network was compiled for. */
  readonly batch: number;
  /** What a slot draws for each chunk; absent for a deterministic network. */
  readonly noise?: ChunkNoise;
  /** Factors on the dimensions of the network's actions, each in (0, 1]; all 1 by default. */
  readonly actionScales?: readonly number[];
  /** Maps features [batch × conditionDim] and noise [batch × its size] to actions in [−1, 1]. */
  readonly network: ChunkNetwork;
}

/** Puts the features of one stack of observations into a slot's row. */
function fillCondition({ spec, features, shape }: ChunkPolicyParts, row: Float32Array, stack: Float32Array): void {
  for (let h = 0; h < shape.obsHorizon; h++) featurize(features, stack, row, h * features.length, h * spec.obsDim);
}

/** The executed part of some slots' predicted chunks, unscaled. */
function executedActions(parts: ChunkPolicyParts, chunks: NdArray, slots: readonly number[]): Float32Array {
  const { spec, shape, executeSteps, actionScales } = parts;
  const [predicted, executed, skipped] = [shape.predictSteps, executeSteps, -shape.firstStep].map(
    (steps) => steps * spec.actionDim,
  );
  const actions = new Float32Array(slots.length * executed);
  slots.forEach((slot, i) => {
    for (let k = 0; k < executed; k++) {
      const scale = actionScales?.[k % spec.actionDim] ?? 1;
      actions[i * executed + k] = chunks.data[slot * predicted + skipped + k] * scale;
    }
  });
  return actions;
}

/** Row `index` of a matrix, in place. */
function rowOf({ shape, data }: NdArray, index: number): Float32Array {
  return (data as Float32Array).subarray(index * shape[1], (index + 1) * shape[1]);
}

/**
 * Makes the base policy. Slot i always is row i of the batch and idle rows are zero, so what a slot does never depends
 * on which others act beside it.
 *
 * @param parts the network and how it is used
 * @returns the policy
 */
export function chunkPolicy(parts: ChunkPolicyParts): BasePolicy {
  const { kind, spec, features, shape, executeSteps, batch, network } = parts;
  const { obsHorizon } = shape;
  const condition = zeros([batch, obsHorizon * features.length]);
  const noise = zeros([batch, parts.noise?.size ?? 0]);
  const streams = new SlotStreams(batch);
  const stackDim = obsHorizon * spec.obsDim;
  let acting = false;

  const act = async (slots: readonly number[], obsStacks: Float32Array): Promise<Float32Array> => {
    checkActInputs(spec, obsHorizon, batch, slots, obsStacks);
    if (acting)
      throw new Error(`${spec.id}: the ${kind} policy is asked to act while it acts; await the previous chunk.`);
    acting = true;
    condition.data.fill(0);
    noise.data.fill(0);
    slots.forEach((slot, i) => {
      fillCondition(parts, rowOf(condition, slot), obsStacks.subarray(i * stackDim, (i + 1) * stackDim));
      parts.noise?.draw(streams.of(slot), rowOf(noise, slot));
    });
    const { chunk } = await network.run({ condition, noise }).finally(() => {
      acting = false;
    });
    return executedActions(parts, chunk, slots);
  };
  const { id: task, actionDim } = spec;
  const reset = (slot: number, seed: number): void => streams.reset(slot, seed);
  const [snapshot, restore] = [() => streams.snapshot(), (state: ArrayTree) => streams.restore(state)];
  const close = (): Promise<void> => network.dispose();
  return { kind, task, obsHorizon, executeSteps, actionDim, reset, act, snapshot, restore, close };
}
