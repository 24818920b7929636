/** A scripted expert as a base policy: one action per observation, no learning, no noise. */

import type { NdArray } from '../arrays/index.js';
import { createExpert, demonstratedOn, envSpec, type ScriptedExpert } from '../tasks/index.js';
import type { BasePolicy } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';

/** One slot: an expert and everything that it has seen since its reset, for snapshots. */
interface ScriptedSlot {
  readonly expert: ScriptedExpert;
  seen: Float32Array[];
}

function resetSlot(slot: ScriptedSlot): void {
  slot.expert.reset();
  slot.seen = [];
}

function actInSlot({ expert, seen }: ScriptedSlot, obs: Float32Array): Float32Array {
  seen.push(obs);
  return expert.act(obs);
}

function seenRows({ seen }: ScriptedSlot, obsDim: number): NdArray {
  const data = new Float32Array(seen.length * obsDim);
  seen.forEach((obs, i) => {
    data.set(obs, i * obsDim);
  });
  return { shape: [seen.length, obsDim], data };
}

function seeAgain(slot: ScriptedSlot, { shape: [rows], data }: NdArray, obsDim: number): void {
  resetSlot(slot);
  for (let row = 0; row < rows; row++)
    actInSlot(slot, Float32Array.from(data.subarray(row * obsDim, (row + 1) * obsDim)));
}

/** @throws Error when the task's expert must know what the task only shows */
function checkKnows(task: string): void {
  const { task: source, seen } = demonstratedOn(task);
  if (seen === 'here')
    throw new Error(
      `The expert of ${task} must know what is only shown there: it acts in ${source}. Take a policy that sees, ` +
        'for instance of the kind visual.',
    );
}

/**
 * Makes the scripted base policy of a task. A snapshot holds the observations since each slot's reset: replaying them
 * brings back whatever an expert remembers.
 *
 * @param task task name
 * @param batch number of slots; 1 by default
 * @returns the policy, which executes one primitive step per chunk
 * @throws Error when the task has no expert, or one that must know what the task only shows
 */
export function scriptedPolicy(task: string, batch = 1): BasePolicy {
  const spec = envSpec(task);
  checkKnows(task);
  const { obsDim, actionDim } = spec;
  const entries = Array.from({ length: batch }, (): ScriptedSlot => ({ expert: createExpert(task), seen: [] }));
  return {
    kind: 'scripted',
    task,
    obsHorizon: 1,
    executeSteps: 1,
    actionDim,
    reset: (slot) => resetSlot(entries[slot]),
    async act(slots, obsStacks) {
      checkActInputs(spec, 1, batch, slots, obsStacks);
      const actions = new Float32Array(slots.length * actionDim);
      slots.forEach((slot, i) => {
        actions.set(actInSlot(entries[slot], obsStacks.slice(i * obsDim, (i + 1) * obsDim)), i * actionDim);
      });
      return actions;
    },
    snapshot: () => Object.fromEntries(entries.map((entry, slot) => [`slot${slot}`, seenRows(entry, obsDim)])),
    restore(state) {
      const given = Object.keys(state).length;
      if (given !== batch) throw new Error(`The snapshot has ${given} slots, this scripted policy ${batch}.`);
      entries.forEach((entry, slot) => {
        seeAgain(entry, state[`slot${slot}`] as NdArray, obsDim);
      });
    },
    close: async () => undefined,
  };
}
