/** A scripted expert as a base policy: one action per observation, no learning, no noise. */

import type { NdArray } from '../arrays/index.js';
import { createExpert, demonstratedOn, envSpec, type ScriptedExpert } from '../tasks/index.js';
import type { BasePolicy } from './basePolicy.js';
import { checkActInputs } from './checkActInputs.js';

/** One slot: an expert and everything that it has seen since its reset, for snapshots. */
class ScriptedSlot {
  private seen: Float32Array[] = [];

  constructor(
    private readonly expert: ScriptedExpert,
    private readonly obsDim: number,
  ) {}

  reset(): void {
    this.expert.reset();
    this.seen = [];
  }

  act(obs: Float32Array): Float32Array {
    this.seen.push(obs);
    return this.expert.act(obs);
  }

  snapshot(): NdArray {
    const data = new Float32Array(this.seen.length * this.obsDim);
    this.seen.forEach((obs, i) => {
      data.set(obs, i * this.obsDim);
    });
    return { shape: [this.seen.length, this.obsDim], data };
  }

  restore({ data }: NdArray): void {
    this.reset();
    for (let from = 0; from < data.length; from += this.obsDim)
      this.act((data as Float32Array).slice(from, from + this.obsDim));
  }
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
  const { task: source, seen } = demonstratedOn(task);
  if (seen === 'here')
    throw new Error(
      `The expert of ${task} must know what is only shown there: it acts in ${source}. Take a policy that sees, ` +
        'for instance of the kind visual.',
    );
  const { obsDim, actionDim } = spec;
  const entries = Array.from({ length: batch }, () => new ScriptedSlot(createExpert(task), obsDim));
  return {
    kind: 'scripted',
    task,
    obsHorizon: 1,
    executeSteps: 1,
    actionDim,
    reset: (slot) => entries[slot].reset(),
    async act(slots, obsStacks) {
      checkActInputs(spec, 1, batch, slots, obsStacks);
      const actions = new Float32Array(slots.length * actionDim);
      slots.forEach((slot, i) => {
        actions.set(entries[slot].act(obsStacks.slice(i * obsDim, (i + 1) * obsDim)), i * actionDim);
      });
      return actions;
    },
    snapshot: () => Object.fromEntries(entries.map((entry, slot) => [`slot${slot}`, entry.snapshot()])),
    restore(state) {
      const given = Object.keys(state).length;
      if (given !== batch) throw new Error(`The snapshot has ${given} slots, this scripted policy ${batch}.`);
      entries.forEach((entry, slot) => {
        entry.restore(state[`slot${slot}`] as NdArray);
      });
    },
    close: async () => undefined,
  };
}
