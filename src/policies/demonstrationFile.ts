/** Demonstrations on disk: a safetensors file whose metadata say how it was made. */

import { existsSync, readFileSync } from 'node:fs';
import { decodeSafetensors, encodeSafetensors, type NdArray, writeFileAtomic } from '../compute/index.js';
import { dataPath } from './dataFolder.js';
import { type Demonstrations, totalSteps } from './demonstrations.js';
import { fileProvenance } from './fileProvenance.js';

/**
 * Where the committed demonstrations of a task lie.
 *
 * @param task task name
 * @returns the absolute path of `data/demonstrations/<task>.safetensors`
 */
export function demonstrationPath(task: string): string {
  return dataPath('demonstrations', `${task}.safetensors`);
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
  const success = episodes / (episodes + failedSeeds.length);
  const metadata = {
    task,
    expert: `the scripted expert of ${task}`,
    episodes: String(episodes),
    expertSuccess: String(success),
    failedSeeds: JSON.stringify(failedSeeds),
    provenance: JSON.stringify(fileProvenance(command)),
  };
  writeFileAtomic(path, encodeSafetensors({ observations, actions, lengths, seeds }, metadata));
}

/**
 * Reads demonstrations.
 *
 * @param task task name
 * @param path the file
 * @returns all of its episodes
 * @throws Error when the file is missing, names another task, or is corrupt
 */
export function loadDemonstrations(task: string, path = demonstrationPath(task)): Demonstrations {
  if (!existsSync(path))
    throw new Error(
      `There are no demonstrations of ${task} at ${path}; record them with \`dawnlab demonstrations --task ${task} --episodes 100\`.`,
    );
  const { tree, metadata } = decodeSafetensors(readFileSync(path));
  if (metadata.task !== task) throw new Error(`${path} holds demonstrations of ${metadata.task}, not of ${task}.`);
  const { observations, actions, lengths, seeds } = tree as Record<string, NdArray>;
  const steps = totalSteps(lengths.data);
  if (steps !== observations.shape[0] || steps !== actions.shape[0])
    throw new Error(
      `${path}: the episodes have ${steps} steps, the arrays ${observations.shape[0]} and ${actions.shape[0]}.`,
    );
  return { task, observations, actions, lengths, seeds, failedSeeds: JSON.parse(metadata.failedSeeds) };
}
