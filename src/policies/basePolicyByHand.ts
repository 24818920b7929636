/** A base policy that a reader writes by hand, in the place of a learned one. */

import type { OwnTask } from '../environments/index.js';
import { envSpec } from '../tasks/index.js';
import type { OwnBase } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';
import { SlotStreams } from './slotStreams.js';

/**
 * A hand-written controller: what to do when an observation is seen.
 *
 * `see` holds the latest raw observation by name; `noise` standard normal numbers, as many as an action has entries, new
 * for each chunk, from the episode's own stream. The result has one entry per action dimension; what lies outside
 * [−1, 1] is clipped.
 */
export type BaseRule = (see: Readonly<Record<string, number>>, noise: readonly number[]) => readonly number[];

/**
 * Makes a rule a frozen base policy. The rule is asked once per chunk, and its action executed in all primitive steps.
 *
 * @param task task name, or a task of the reader's own
 * @param kind name of the policy, for records and figures
 * @param rule the controller
 * @param executeSteps primitive steps per chunk; 4 by default, as the learned policies have
 * @returns the base policy, for `loadBasePolicy`, `train` and `trainLive` as `baseKind`
 * @throws RangeError, when it acts, on a result that is not a list of `actionDim` finite numbers
 * @example
 * const still = basePolicyByHand('gantry-peg', 'still', () => [0, 0, 0, 0, 0, 0]);
 */
export function basePolicyByHand(task: string | OwnTask, kind: string, rule: BaseRule, executeSteps = 4): OwnBase {
  const spec = envSpec(task);
  const { id, obsDim, obsNames, actionDim } = spec;
  return {
    kind,
    text: `${executeSteps} ${rule}`,
    create(batch) {
      const streams = new SlotStreams(batch);
      const actionOf = (slot: number, obs: Float32Array): number[] => {
        const noise = streams.of(slot).fillNormal(new Float32Array(actionDim));
        const see = Object.fromEntries(obsNames.map((name, i) => [name, obs[i]]));
        return checkedAction(kind, rule(see, [...noise]), actionDim);
      };
      return {
        kind,
        task: id,
        obsHorizon: 1,
        executeSteps,
        actionDim,
        reset: (slot, seed) => streams.reset(slot, seed),
        async act(slots, obsStacks) {
          checkActInputs(spec, 1, batch, slots, obsStacks);
          const actions = slots.map((slot, row) =>
            actionOf(slot, obsStacks.subarray(row * obsDim, (row + 1) * obsDim)),
          );
          return Float32Array.from(actions.flatMap((action) => Array(executeSteps).fill(action).flat()));
        },
        snapshot: () => streams.snapshot(),
        restore: (state) => streams.restore(state),
        close: async () => undefined,
      };
    },
  };
}

function checkedAction(kind: string, action: readonly number[], actionDim: number): number[] {
  if (!Array.isArray(action) || action.length !== actionDim || !action.every(Number.isFinite))
    throw new RangeError(
      `The base policy ${kind} must return a list of ${actionDim} finite numbers, got ${JSON.stringify(action)}.`,
    );
  return action.map((value) => Math.max(-1, Math.min(1, value)));
}
