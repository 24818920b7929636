/** What every loop checks of a base policy, whoever wrote it. */

import { sizeOf } from '../arrays/index.js';
import type { EnvSpec, VectorEnv } from '../environments/index.js';
import type { Acted, Actor } from '../rollouts/index.js';
import type { BasePolicy } from './basePolicy.js';

/** Rounding of a policy that clips in float32. */
const ROUNDING = 1e-6;

/**
 * Fails when a base policy and environments do not belong together.
 *
 * @param base the policy
 * @param env the environments that it acts in
 * @throws RangeError naming task, stack or chunk that differ
 */
export function checkFits(
  base: BasePolicy,
  { spec, obsHorizon, executeSteps }: Pick<VectorEnv, 'spec' | 'obsHorizon' | 'executeSteps'>,
): void {
  const wanted = { task: spec.id, actionDim: spec.actionDim, obsHorizon, executeSteps };
  for (const name of ['task', 'actionDim', 'obsHorizon', 'executeSteps'] as const)
    if (base[name] !== wanted[name])
      throw new RangeError(
        `The base policy ${base.kind} has ${name} ${base[name]}, the environments ${wanted[name]}. ` +
          'Make them with what the policy says: { slots, obsHorizon: base.obsHorizon, executeSteps: base.executeSteps }.',
      );
}

/** Observations without the picture's bytes, which are for an agent that learns to see. */
function withoutPicture({ obsDim, picture }: EnvSpec, obs: Float32Array): Float32Array {
  if (!picture) return obs;
  const [rows, kept] = [obs.length / obsDim, obsDim - sizeOf(picture)];
  const numbers = new Float32Array(rows * kept);
  for (let row = 0; row < rows; row++) numbers.set(obs.subarray(row * obsDim, row * obsDim + kept), row * kept);
  return numbers;
}

/**
 * Asks a base policy for its next chunks, and holds it to its contract.
 *
 * @param base the policy
 * @param spec the task
 * @param slots the entries that act
 * @param obsStacks raw observations, oldest first, [slots × obsHorizon × obsDim]
 * @returns actions in [−1, 1], [slots × executeSteps × actionDim], a fresh array
 * @throws RangeError on a wrong length, an entry that is not finite or lies outside [−1, 1]
 */
export async function baseChunks(
  base: BasePolicy,
  spec: EnvSpec,
  slots: readonly number[],
  obsStacks: Float32Array,
): Promise<Float32Array> {
  const chunks = await base.act(slots, withoutPicture(spec, obsStacks));
  const expected = slots.length * base.executeSteps * spec.actionDim;
  if (chunks?.length !== expected)
    throw new RangeError(
      `The base policy ${base.kind} returned ${chunks?.length ?? 'no'} numbers for ${slots.length} slots, expected ` +
        `${expected}: ${base.executeSteps} steps of ${spec.actionDim} entries each.`,
    );
  const bad = chunks.findIndex((entry) => !(Math.abs(entry) <= 1 + ROUNDING));
  if (bad >= 0)
    throw new RangeError(
      `The base policy ${base.kind} returned ${chunks[bad]} as entry ${bad % spec.actionDim} of an action on ${spec.id}; ` +
        'a base policy acts within [-1, 1]. Clip or rescale it there.',
    );
  return Float32Array.from(chunks);
}

/** What a base policy did alone: its own chunks. */
export interface BaseActed extends Acted {
  /** The same array as `actions`. */
  readonly base: Float32Array;
}

/**
 * A base policy as the one who acts.
 *
 * @param base the policy, with as many slots as the environments
 * @param spec the task
 * @returns the actor; every episode has the noise of its own seed
 */
export function baseActor(base: BasePolicy, spec: EnvSpec): Actor<BaseActed> {
  return {
    begin: (slot, seed) => base.reset(slot, seed),
    async act(episodes, obsStacks) {
      const slots = episodes.map(({ slot }) => slot);
      const chunks = await baseChunks(base, spec, slots, obsStacks);
      return { actions: chunks, base: chunks };
    },
  };
}
