/**
 * What a Python child says, read and checked: server.py has the layout.
 *
 * @outsideNumerics it carries what the environments say
 */

import { z } from 'zod';
import { checkForm, parseJson } from '../../files/index.js';
import type { EnvSpec } from '../env.js';
import type { ChunkBatch } from '../vectorEnv.js';

/** Flags of a row. */
const FLAGS = { terminated: 1, truncated: 2, success: 4, succeeded: 8 } as const;
/** Bytes of a row before its observations: steps, flags, sum of rewards. */
const ROW_HEADER = 16;

/** Sizes that a reply's layout depends on. */
export interface ReplySizes {
  readonly obsDim: number;
  readonly executeSteps: number;
}

/** Bytes of a row of a reply to a chunk. */
export const rowBytes = ({ obsDim, executeSteps }: ReplySizes): number => ROW_HEADER + 4 * executeSteps * obsDim;

/** @throws Error on a reply of another length, which only another program than server.py gives */
export function checkLength(id: string, reply: Buffer, expected: number): void {
  if (reply.length === expected) return;
  throw new Error(`${id}: its Python process answered with ${reply.length} bytes, expected ${expected}.`);
}

/**
 * Some numbers of a reply.
 *
 * @param reply the bytes
 * @param offset first byte
 * @param count how many
 * @returns a fresh array
 */
export const floatsOf = (reply: Buffer, offset: number, count: number): Float32Array =>
  new Float32Array(reply.buffer.slice(reply.byteOffset + offset, reply.byteOffset + offset + 4 * count));

/**
 * Writes what a chunk returned into its row of a batch, but for observations and clipping.
 *
 * @param batch where to write
 * @param row which row
 * @param reply the bytes, from the row's first on
 * @param sizes what the layout depends on
 * @returns observations after every primitive step executed, [steps × obsDim]
 */
export function takeRow(
  batch: ChunkBatch,
  row: number,
  reply: Buffer,
  { obsDim, executeSteps }: ReplySizes,
): Float32Array {
  const [steps, flags] = [reply.readUInt32LE(0), reply.readUInt32LE(4)];
  batch.primitiveSteps[row] = steps;
  batch.rewardSum[row] = reply.readDoubleLE(8);
  for (const name of Object.keys(FLAGS) as (keyof typeof FLAGS)[]) batch[name][row] = Number((flags & FLAGS[name]) > 0);
  return floatsOf(reply, ROW_HEADER, Math.min(steps, executeSteps) * obsDim);
}

const count = z.int().positive();
const taskForm = z.object({
  obsNames: z.array(z.string()).nonempty(),
  actionDim: count,
  horizon: count,
  controlHz: z.number().positive(),
  versions: z.record(z.string(), z.string()),
  sources: z.array(z.string()),
});

/** What a child says of its task. */
export type ProcessTask = z.output<typeof taskForm>;

/**
 * Reads the first words of a child.
 *
 * @param id subject of errors
 * @param first the words
 * @returns what the task is
 * @throws Error on what is no such description
 */
export function readTask(id: string, first: Buffer): ProcessTask {
  const from = `What the Python process of ${id} says`;
  const advice =
    'What the factory returns has obs_names, action_dim, horizon (a whole number of steps) and control_hz; see server.py.';
  const as = { kind: 'description of a task', advice };
  return checkForm(parseJson(first.toString(), from, as), taskForm, from, as);
}

/**
 * Fails when a process has another task than it was asked for.
 *
 * @param spec what the task says of itself here
 * @param first the first words of the process
 * @throws Error naming what differs
 */
export function checkTask(spec: EnvSpec, first: Buffer): void {
  const task = readTask(spec.id, first);
  for (const name of ['actionDim', 'horizon', 'controlHz'] as const)
    if (task[name] !== spec[name])
      throw new Error(`${spec.id}: ${name} is ${spec[name]} in its spec and ${task[name]} in its Python process.`);
  const other = task.obsNames.findIndex((name, i) => name !== spec.obsNames[i]);
  if (task.obsNames.length !== spec.obsDim || other >= 0)
    throw new Error(
      `${spec.id}: its spec names ${spec.obsDim} numbers of an observation and its Python process ${task.obsNames.length}` +
        `${other >= 0 ? `; number ${other} is ${spec.obsNames[other] ?? 'not named'} here and ${task.obsNames[other]} there` : ''}.`,
    );
}
