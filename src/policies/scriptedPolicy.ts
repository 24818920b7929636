/** A scripted expert as a base policy: one action per observation, no learning, no noise. */

import type { ArrayTree, NdArray } from '../compute/index.js';
import { envSpec } from '../environments/index.js';
import type { BasePolicy } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';
import { createExpert } from './experts.js';

/**
 * Makes the scripted base policy of a task. A snapshot holds the observations since each slot's reset: replaying them
 * brings back whatever an expert remembers.
 *
 * @param task task name
 * @param batch number of slots; 1 by default
 * @returns the policy, which executes one primitive step per chunk
 * @throws Error when the task has no expert
 */
export function scriptedPolicy(task: string, batch = 1): BasePolicy {
  const spec = envSpec(task);
  const experts = Array.from({ length: batch }, () => createExpert(task));
  const seen = experts.map((): Float32Array[] => []);
  const reset = (slot: number): void => {
    experts[slot].reset();
    seen[slot] = [];
  };
  return {
    kind: 'scripted',
    task,
    obsHorizon: 1,
    executeSteps: 1,
    actionDim: spec.actionDim,
    reset,
    async act(slots, obsStacks) {
      checkActInputs(spec, 1, batch, slots, obsStacks);
      const actions = new Float32Array(slots.length * spec.actionDim);
      slots.forEach((slot, i) => {
        const obs = obsStacks.slice(i * spec.obsDim, (i + 1) * spec.obsDim);
        seen[slot].push(obs);
        actions.set(experts[slot].act(obs), i * spec.actionDim);
      });
      return actions;
    },
    snapshot: (): ArrayTree =>
      Object.fromEntries(
        seen.map((rows, slot) => {
          const data = new Float32Array(rows.length * spec.obsDim);
          rows.forEach((row, i) => {
            data.set(row, i * spec.obsDim);
          });
          return [`slot${slot}`, { shape: [rows.length, spec.obsDim], data }];
        }),
      ),
    restore(state) {
      if (Object.keys(state).length !== batch)
        throw new Error(`The snapshot has ${Object.keys(state).length} slots, this scripted policy ${batch}.`);
      experts.forEach((expert, slot) => {
        const { data } = state[`slot${slot}`] as NdArray;
        reset(slot);
        for (let from = 0; from < data.length; from += spec.obsDim) {
          const obs = (data as Float32Array).slice(from, from + spec.obsDim);
          seen[slot].push(obs);
          expert.act(obs);
        }
      });
    },
  };
}
