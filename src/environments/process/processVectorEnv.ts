/**
 * A vector environment whose slots live in Python processes. Where a slot lives changes no number of it.
 *
 * @outsideNumerics it carries what the environments say; what determines that is in the task's text
 */

import { availableParallelism } from 'node:os';
import type { EnvSpec } from '../env.js';
import { FRESH, notRunning, RUNNING } from '../physics/physicsEnv.js';
import type { OwnVectorEnv } from '../task.js';
import { emptyChunkBatch, type VectorEnvOptions } from '../vectorEnv.js';
import { resetSlot, slotStacks, stepChild } from './fleet.js';
import { type ChildOptions, type PythonChild, startChild } from './pythonChild.js';
import { checkTask } from './replies.js';

/** What runs, and where. */
export interface PythonSource extends Omit<ChildOptions, 'slots'> {
  /** Processes that the slots are spread over; by default one a processor, at most one a slot. */
  readonly processes?: number;
  /** Keywords with which the factory makes the environment as its package steps it: what a benchmark compares with. */
  readonly original?: Readonly<Record<string, unknown>>;
}

/** Environments in Python processes. */
export interface ProcessVectorEnv extends OwnVectorEnv {
  /** Seconds of processor time that the processes have used until now, together. */
  readonly seconds: () => Promise<number>;
}

/** Starts children that fail together, and waits until all have made their environments. */
async function openChildren(source: PythonSource, spec: EnvSpec, slots: number): Promise<readonly PythonChild[]> {
  const count = Math.min(source.processes ?? availableParallelism(), slots);
  const children: PythonChild[] = [];
  const killAll = () => {
    for (const child of children) child.kill();
  };
  for (let i = 0; i < count; i++)
    children.push(startChild({ ...source, slots: Math.ceil((slots - i) / count) }, killAll));
  try {
    for (const first of await Promise.all(children.map((child) => child.first))) checkTask(spec, first);
    return children;
  } catch (error) {
    killAll();
    await Promise.all(children.map((child) => child.close()));
    throw error;
  }
}

/**
 * Opens environments in Python processes.
 *
 * @param source interpreter, factory, options, processes
 * @param spec what the task says of itself; what the processes say must fit
 * @param options slots, stack and chunk sizes, whether success ends an episode
 * @returns the vector, every slot to be reset first; to be closed at the end
 * @throws Error with the last words of a process that fails, or when its task is another than the spec's
 */
export async function processVectorEnv(
  source: PythonSource,
  spec: EnvSpec,
  { slots, obsHorizon, executeSteps, endOnSuccess = true }: VectorEnvOptions,
): Promise<ProcessVectorEnv> {
  const children = await openChildren(source, spec, slots);
  const sizes = { obsHorizon, executeSteps, endOnSuccess };
  const phases = new Uint8Array(slots).fill(FRESH);
  const fleet = { children, stacks: slotStacks(slots, obsHorizon, spec.obsDim), phases, spec, sizes };
  return {
    slots,
    ...sizes,
    reset: (slot, seed) => resetSlot(fleet, slot, seed),
    async stepChunks(asked, actions) {
      for (const slot of asked) if (phases[slot] !== RUNNING) throw new Error(notRunning(spec.id, phases[slot]));
      const batch = emptyChunkBatch(asked.length, obsHorizon * spec.obsDim);
      await Promise.all(children.map((_, index) => stepChild(fleet, index, asked, actions, batch)));
      return batch;
    },
    async seconds() {
      const replies = await Promise.all(children.map((child) => child.ask([Buffer.from('T')])));
      return replies.reduce((sum, reply) => sum + reply.readDoubleLE(0), 0);
    },
    close: async () => void (await Promise.all(children.map((child) => child.close()))),
  };
}
