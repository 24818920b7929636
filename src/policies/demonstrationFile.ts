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
import { createShown, writeShown } from '../environments/index.js';
import { checkForm, dataPath, fileProvenance, parseJson, writeFileAtomic } from '../files/index.js';
import { type Actor, type RunningEpisode, rollOut } from '../rollouts/index.js';
import { createExpert, demonstratedOn, openTask, taskEntry } from '../tasks/index.js';
import type { Demonstrations } from './demonstrations.js';

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

/** What is seen before each action, from replaying every episode. */
async function replay(
  task: string,
  { actions, lengths, seeds }: Pick<Demonstrations, 'actions' | 'lengths' | 'seeds'>,
): Promise<Pick<Demonstrations, 'observations' | 'shown'>> {
  // Episodes come back to the bit on the physics that they were recorded with.
  const env = await openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 1, physics: 'wasm' });
  const { obsDim, actionDim, shows = {} } = env.spec;
  const steps = actions.shape[0];
  const data = new Float32Array(steps * obsDim);
  const shown = createShown(env.spec, steps);
  const starts = [0];
  for (const length of lengths.data) starts.push(starts[starts.length - 1] + length);
  // A changed environment may go on for longer; the hash then tells.
  const idle = new Float32Array(actionDim);
  const rowOf = ({ index, chunks }: RunningEpisode) =>
    chunks < lengths.data[index] ? starts[index] + chunks : undefined;
  const actor: Actor = {
    begin: () => undefined,
    act([episode]) {
      const row = rowOf(episode);
      if (row !== undefined) writeShown(shown, row, env.shown);
      const taken = row === undefined ? idle : actions.data.subarray(row * actionDim, (row + 1) * actionDim);
      return { actions: Float32Array.from(taken) };
    },
  };
  for await (const { episodes, obsStacks } of rollOut(env, actor, { seeds: seeds.data })) {
    const row = rowOf(episodes[0]);
    if (row !== undefined) data.set(obsStacks, row * obsDim);
  }
  await env.close();
  const pictures = Object.entries(shown ?? {}).map(([name, numbers]) => [
    name,
    { shape: [steps, ...shows[name].shape], data: numbers },
  ]);
  const observations = { shape: [steps, obsDim], data };
  return { observations, ...(shown && { shown: Object.fromEntries(pictures) }) };
}

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
  const seen = await replay(source, recorded);
  if (hashOf(seen.observations) !== metadata.observationsSha256)
    throw new Error(
      `${path}: ${source} has changed since these demonstrations were recorded; record them again with ${record}.`,
    );
  return { task, ...(where === 'there' ? seen : await replay(task, recorded)), ...recorded, failedSeeds };
}
