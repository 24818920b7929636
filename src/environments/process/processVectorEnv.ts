/**
 * A vector environment whose slots live in Python processes. Where a slot lives changes no number of it.
 *
 * @outsideNumerics it carries what the environments say; what determines that is in the task's text
 */

import { availableParallelism } from 'node:os';
import type { EnvSpec } from '../env.js';
import { ENDED, FRESH, notRunning, RUNNING } from '../physics/physicsEnv.js';
import type { OwnVectorEnv } from '../task.js';
import { type ChunkBatch, emptyChunkBatch, type VectorEnvOptions } from '../vectorEnv.js';
import { bytesOf, uint32 } from './frames.js';
import { type ChildOptions, type PythonChild, startChild } from './pythonChild.js';
import { checkLength, checkTask, floatsOf, rowBytes, takeRow } from './replies.js';

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

/** The latest observations of every slot, oldest first. */
function slotStacks(slots: number, obsHorizon: number, obsDim: number) {
  const stacks = Array.from({ length: slots }, () => new Float32Array(obsHorizon * obsDim));
  return {
    push(slot: number, observations: Float32Array): Float32Array {
      const stack = stacks[slot];
      for (let at = 0; at < observations.length; at += obsDim) {
        stack.copyWithin(0, obsDim);
        stack.set(observations.subarray(at, at + obsDim), stack.length - obsDim);
      }
      return stack.slice();
    },
  };
}

/** What a slot of a process is asked to do. */
interface SlotChunk {
  /** Where it lies among the process's slots. */
  readonly place: number;
  readonly actions: Float32Array;
}

/** The request for a chunk in some slots, as server.py reads it. */
function chunkRequest(chunks: readonly SlotChunk[], executeSteps: number, endOnSuccess: boolean): Uint8Array[] {
  return [
    Buffer.from(['C'.charCodeAt(0), Number(endOnSuccess), 0, 0]),
    uint32(chunks.length, executeSteps),
    uint32(...chunks.map(({ place }) => place)),
    ...chunks.map(({ actions }) => bytesOf(actions)),
  ];
}

/** Share of the entries that lie outside of the bounds. */
const shareOutside = (actions: Float32Array): number =>
  actions.reduce((outside, value) => outside + Number(value < -1 || value > 1), 0) / actions.length;

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
  const { id, obsDim, actionDim } = spec;
  const chunkDim = executeSteps * actionDim;
  const children = await openChildren(source, spec, slots);
  const stacks = slotStacks(slots, obsHorizon, obsDim);
  const phases = new Uint8Array(slots).fill(FRESH);
  const at = (slot: number) => Math.floor(slot / children.length);
  const chunkOf = (actions: Float32Array, row: number, steps = executeSteps) =>
    actions.subarray(row * chunkDim, row * chunkDim + steps * actionDim);
  const width = rowBytes({ obsDim, executeSteps });
  const keep = (batch: ChunkBatch, row: number, slot: number, reply: Buffer, actions: Float32Array) => {
    const seen = takeRow(batch, row, reply, { obsDim, executeSteps });
    batch.obsStacks.set(stacks.push(slot, seen), row * obsHorizon * obsDim);
    if (batch.terminated[row] || batch.truncated[row]) phases[slot] = ENDED;
    batch.clippedFraction[row] = shareOutside(chunkOf(actions, row, batch.primitiveSteps[row]));
  };
  return {
    ...{ slots, obsHorizon, executeSteps, endOnSuccess },
    async reset(slot, seed) {
      const reply = await children[slot % children.length].ask([Buffer.from('R\0\0\0'), uint32(at(slot), seed)]);
      checkLength(id, reply, 4 * obsDim);
      const obs = floatsOf(reply, 0, obsDim);
      phases[slot] = RUNNING;
      for (let frame = 1; frame < obsHorizon; frame++) stacks.push(slot, obs);
      return stacks.push(slot, obs);
    },
    async stepChunks(asked, actions) {
      for (const slot of asked) if (phases[slot] !== RUNNING) throw new Error(notRunning(id, phases[slot]));
      const batch = emptyChunkBatch(asked.length, obsHorizon * obsDim);
      const ask = async (child: PythonChild, index: number) => {
        const rows = [...asked.keys()].filter((row) => asked[row] % children.length === index);
        if (rows.length === 0) return;
        const chunks = rows.map((row): SlotChunk => ({ place: at(asked[row]), actions: chunkOf(actions, row) }));
        const reply = await child.ask(chunkRequest(chunks, executeSteps, endOnSuccess));
        checkLength(id, reply, rows.length * width);
        for (const [i, row] of rows.entries()) keep(batch, row, asked[row], reply.subarray(i * width), actions);
      };
      await Promise.all(children.map(ask));
      return batch;
    },
    async seconds() {
      const replies = await Promise.all(children.map((child) => child.ask([Buffer.from('T')])));
      return replies.reduce((sum, reply) => sum + reply.readDoubleLE(0), 0);
    },
    close: async () => void (await Promise.all(children.map((child) => child.close()))),
  };
}
