/** A base policy around a compiled network that maps conditions (and noise) to chunks of actions. */

import { type NdArray, zeros } from '../compute/index.js';
import { type EnvSpec, type Feature, featurize } from '../environments/index.js';
import type { BasePolicy } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';
import type { ChunkShape } from './chunkDataset.js';
import { SlotStreams } from './slotStreams.js';

/** A compiled network with fixed batch size. */
export interface ChunkNetwork {
  run(inputs: { condition: NdArray; noise: NdArray }): Promise<{ chunk: NdArray }>;
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
  /** Standard normal numbers that a slot draws for each chunk; 0 for a deterministic network. */
  readonly noiseDim: number;
  /** Factors on the dimensions of the network's actions, each in (0, 1]; all 1 by default. */
  readonly actionScales?: readonly number[];
  /** Maps features [batch × conditionDim] and noise [batch × noiseDim] to actions in [−1, 1]. */
  readonly network: ChunkNetwork;
}

/**
 * Makes the base policy. Slot i always is row i of the batch and idle rows are zero, so what a slot does never depends
 * on which others act beside it.
 *
 * @param parts the network and how it is used
 * @returns the policy
 */
export function chunkPolicy(parts: ChunkPolicyParts): BasePolicy {
  const { kind, spec, features, shape, executeSteps, batch, noiseDim, actionScales, network } = parts;
  const { obsHorizon, predictSteps, firstStep } = shape;
  const conditionDim = obsHorizon * features.length;
  const condition = zeros([batch, conditionDim]);
  const noise = zeros([batch, noiseDim]);
  const streams = new SlotStreams(batch);
  const chunkDim = predictSteps * spec.actionDim;
  const executed = executeSteps * spec.actionDim;
  const skipped = -firstStep * spec.actionDim;

  let acting = false;

  const fillRow = (slot: number, obsStacks: Float32Array, from: number): void => {
    for (let h = 0; h < obsHorizon; h++) {
      const to = slot * conditionDim + h * features.length;
      featurize(features, obsStacks, condition.data as Float32Array, to, from + h * spec.obsDim);
    }
    streams.fillNormal(slot, (noise.data as Float32Array).subarray(slot * noiseDim, (slot + 1) * noiseDim));
  };

  return {
    kind,
    task: spec.id,
    obsHorizon,
    executeSteps,
    actionDim: spec.actionDim,
    reset: (slot, seed) => streams.reset(slot, seed),
    async act(slots, obsStacks) {
      checkActInputs(spec, obsHorizon, batch, slots, obsStacks);
      if (acting)
        throw new Error(`${spec.id}: the ${kind} policy is asked to act while it acts; await the previous chunk.`);
      acting = true;
      condition.data.fill(0);
      noise.data.fill(0);
      slots.forEach((slot, i) => {
        fillRow(slot, obsStacks, i * obsHorizon * spec.obsDim);
      });
      const { chunk } = await network.run({ condition, noise }).finally(() => {
        acting = false;
      });
      const actions = new Float32Array(slots.length * executed);
      slots.forEach((slot, i) => {
        const from = slot * chunkDim + skipped;
        for (let k = 0; k < executed; k++)
          actions[i * executed + k] = chunk.data[from + k] * (actionScales?.[k % spec.actionDim] ?? 1);
      });
      return actions;
    },
    snapshot: () => streams.snapshot(),
    restore: (state) => streams.restore(state),
  };
}
