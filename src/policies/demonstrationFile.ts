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
import { createEnv, createShown, demonstratedOn, writeShown } from '../environments/index.js';
import { checkForm, dataPath, fileProvenance, parseJson, writeFileAtomic } from '../files/index.js';
import type { Demonstrations } from './demonstrations.js';
import { createExpert } from './experts.js';

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
    expert: createExpert(task).source ?? `the scripted expert of ${task}`,
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

type Recorded = Pick<Demonstrations, 'actions' | 'lengths' | 'seeds'>;

/** What is seen before each action, from replaying every episode. */
async function replay(
  task: string,
  { actions, lengths, seeds }: Recorded,
): Promise<Pick<Demonstrations, 'observations' | 'shown'>> {
  const env = await createEnv(task);
  const { obsDim, actionDim, shows = {} } = env.spec;
  const steps = actions.shape[0];
  const data = new Float32Array(steps * obsDim);
  const shown = createShown(env.spec, steps);
  let row = 0;
  lengths.data.forEach((length, episode) => {
    let obs = env.reset(seeds.data[episode]);
    for (let t = 0; t < length; t++, row++) {
      data.set(obs, row * obsDim);
      writeShown(shown, row, env);
      // A changed environment may end earlier; the hash then tells, rather than an error about a finished episode.
      const step = env.step(actions.data.subarray(row * actionDim, (row + 1) * actionDim));
      obs = step.obs;
      if (step.terminated || step.truncated) {
        row += length - t;
        break;
      }
    }
  });
  env.close();
  const observations = { shape: [steps, obsDim], data };
  const pictures = Object.entries(shown ?? {}).map(([name, data]) => [
    name,
    { shape: [steps, ...shows[name].shape], data },
  ]);
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
export async function loadDemonstrations(
  task: string,
  path = demonstrationPath(demonstratedOn(task)),
): Promise<Demonstrations> {
  const source = demonstratedOn(task);
  const record = `\`dawnlab demonstrations --task ${source} --episodes 100\``;
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
  return { task, ...(source === task ? seen : await replay(task, recorded)), ...recorded, failedSeeds };
}
