/**
 * Slots that live in Python processes: where each lies, and what it is asked.
 *
 * @outsideNumerics it carries what the environments say
 */

import type { EnvSpec } from '../env.js';
import { ENDED, RUNNING } from '../physics/physicsEnv.js';
import type { ChunkBatch, VectorEnvOptions } from '../vectorEnv.js';
import { bytesOf, uint32 } from './frames.js';
import type { PythonChild } from './pythonChild.js';
import { checkLength, floatsOf, rowBytes, takeRow } from './replies.js';

/**
 * The latest observations of every slot, oldest first.
 *
 * @param slots how many
 * @param obsHorizon observations of a stack
 * @param obsDim numbers of an observation
 * @returns what pushes observations into a slot's stack, and gives a copy of it
 */
export function slotStacks(slots: number, obsHorizon: number, obsDim: number) {
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

/** The processes with their slots, and where each episode stands. */
export interface Fleet {
  readonly children: readonly PythonChild[];
  readonly stacks: ReturnType<typeof slotStacks>;
  readonly phases: Uint8Array;
  readonly spec: EnvSpec;
  readonly sizes: Required<Pick<VectorEnvOptions, 'obsHorizon' | 'executeSteps' | 'endOnSuccess'>>;
}

/** Where a slot lies: slots go round the processes. */
const placeOf = ({ children }: Fleet, slot: number) => ({
  index: slot % children.length,
  place: Math.floor(slot / children.length),
});

/**
 * Starts an episode in a slot.
 *
 * @param fleet the processes
 * @param slot which slot
 * @param seed of the episode
 * @returns the slot's stack
 * @throws Error when the process fails
 */
export async function resetSlot(fleet: Fleet, slot: number, seed: number): Promise<Float32Array> {
  const { children, stacks, phases, spec, sizes } = fleet;
  const { index, place } = placeOf(fleet, slot);
  const reply = await children[index].ask([Buffer.from('R\0\0\0'), uint32(place, seed)]);
  checkLength(spec.id, reply, 4 * spec.obsDim);
  const obs = floatsOf(reply, 0, spec.obsDim);
  phases[slot] = RUNNING;
  for (let frame = 1; frame < sizes.obsHorizon; frame++) stacks.push(slot, obs);
  return stacks.push(slot, obs);
}

/**
 * Executes a chunk in those slots of a process that are asked.
 *
 * @param fleet the processes
 * @param index which process
 * @param asked slots of all processes, in the order of the rows
 * @param actions chunks, a row a slot
 * @param batch where the rows of this process are written
 * @throws Error when the process fails
 */
export async function stepChild(
  fleet: Fleet,
  index: number,
  asked: readonly number[],
  actions: Float32Array,
  batch: ChunkBatch,
): Promise<void> {
  const { children, stacks, phases, spec, sizes } = fleet;
  const { executeSteps, endOnSuccess } = sizes;
  const replySizes = { obsDim: spec.obsDim, executeSteps };
  const chunkOf = (row: number, steps = executeSteps) => {
    const from = row * executeSteps * spec.actionDim;
    return actions.subarray(from, from + steps * spec.actionDim);
  };
  const rows = [...asked.keys()].filter((row) => placeOf(fleet, asked[row]).index === index);
  if (rows.length === 0) return;
  const chunks = rows.map((row): SlotChunk => ({ place: placeOf(fleet, asked[row]).place, actions: chunkOf(row) }));
  const reply = await children[index].ask(chunkRequest(chunks, executeSteps, endOnSuccess));
  const width = rowBytes(replySizes);
  checkLength(spec.id, reply, rows.length * width);
  for (const [i, row] of rows.entries()) {
    const stack = stacks.push(asked[row], takeRow(batch, row, reply.subarray(i * width), replySizes));
    batch.obsStacks.set(stack, row * stack.length);
    if (batch.terminated[row] || batch.truncated[row]) phases[asked[row]] = ENDED;
    batch.clippedFraction[row] = shareOutside(chunkOf(row, batch.primitiveSteps[row]));
  }
}
