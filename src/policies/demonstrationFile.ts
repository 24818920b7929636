/**
 * Demonstrations on disk: seeds and actions, and how they were made.
 *
 * The observations are not stored: environments are deterministic, so that replaying the actions brings them back bit
 * for bit, and a hash tells when the environment has changed since.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { decodeSafetensors, encodeSafetensors, type NdArray } from '../arrays/index.js';
import { checkForm, dataPath, fileProvenance, parseJson, writeFileAtomic } from '../files/index.js';
import { createExpert, demonstratedOn, taskEntry } from '../tasks/index.js';
import type { Demonstrations } from './demonstrations.js';
import { replayDemonstrations } from './replayDemonstrations.js';

/**
 * Where the committed demonstrations of a task lie.
 *
 * @param task task name
 * @returns the absolute path of `data/demonstrations/<task>.safetensors`
 */
export function demonstrationPath(task: string): string {
  return dataPath('demonstrations', `${task}.safetensors`);
}

const hashOf = ({ data }: NdArray): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

/** Who demonstrates a task, for people. */
function expertOf(task: string): string {
  const entry = taskEntry(task);
  return ('planner' in entry ? entry.planner : createExpert(task)).source ?? `the scripted expert of ${task}`;
}

/**
 * Writes demonstrations with their provenance.
 *
 * @param demonstrations what was recorded
 * @param command the literal command that recorded them
 * @param path the file
 */
export function saveDemonstrations(
  demonstrations: Demonstrations,
  command: string,
  path = demonstrationPath(demonstrations.task),
): void {
  const { task, failedSeeds, observations, actions, lengths, seeds } = demonstrations;
  const episodes = lengths.data.length;
  const metadata = {
    task,
    expert: expertOf(task),
    episodes: String(episodes),
    expertSuccess: String(episodes / (episodes + failedSeeds.length)),
    failedSeeds: JSON.stringify(failedSeeds),
    observationsSha256: hashOf(observations),
    provenance: JSON.stringify(fileProvenance(command)),
  };
  writeFileAtomic(path, encodeSafetensors({ actions, lengths, seeds }, metadata));
}

const array = z.looseObject({ shape: z.array(z.int()), data: z.custom(ArrayBuffer.isView) });
const arraysForm = z.looseObject({ actions: array, lengths: array, seeds: array }) as unknown as z.ZodType<
  Readonly<Record<'actions' | 'lengths' | 'seeds', NdArray>>
>;

/**
 * Reads demonstrations and replays them, for a task that shows what an expert must know in both of its forms: about a tenth of a second per episode of `panda-peg`.
 *
 * @param task task name
 * @param path the file
 * @returns all of its episodes, observations included
 * @throws Error when the file is missing, names another task, is corrupt, or was recorded from another environment
 */
export async function loadDemonstrations(task: string, path = demonstrationPath(task)): Promise<Demonstrations> {
  const { task: source, seen: where } = demonstratedOn(task);
  const record = `\`dawnlab demonstrations --task ${task} --episodes 100\``;
  if (!existsSync(path))
    throw new Error(`There are no demonstrations of ${task} at ${path}; record them with ${record}.`);
  const { tree, metadata } = decodeSafetensors(readFileSync(path));
  if (metadata.task !== source) throw new Error(`${path} holds demonstrations of ${metadata.task}, not of ${source}.`);
  const as = { kind: 'file of demonstrations', advice: `Record them again with ${record}.` };
  const { actions, lengths, seeds } = checkForm(tree, arraysForm, path, as);
  const failedSeeds = checkForm(parseJson(metadata.failedSeeds ?? '', path, as), z.array(z.int()), path, as);
  const recorded = { actions, lengths, seeds };
  const seen = await replayDemonstrations(source, recorded);
  if (hashOf(seen.observations) !== metadata.observationsSha256)
    throw new Error(
      `${path}: ${source} has changed since these demonstrations were recorded; record them again with ${record}.`,
    );
  return { task, ...(where === 'there' ? seen : await replayDemonstrations(task, recorded)), ...recorded, failedSeeds };
}
