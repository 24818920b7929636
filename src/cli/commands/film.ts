/** `dawnlab film`: episodes of the base policy beside those of a trained agent, on the same seeds, as a GIF. */

import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { makeFolder, writeFileAtomic } from '../../files/index.js';
import { type Episode, playEpisodes } from '../../notebook/index.js';
import { encodeGif, type Picture, sideBySidePicture } from '../../pictures/index.js';
import { envSpec, episodeFrames } from '../../tasks/index.js';
import { loadTrainedAgent } from '../../training/index.js';
import { parseSeeds } from '../parseSeeds.js';
import { printResult } from '../printResult.js';

interface FilmOptions {
  readonly seeds: readonly number[];
  readonly out: string;
  readonly json?: boolean;
}

/** Primitive steps from frame to frame, width of an episode in pixels, and milliseconds that an ending stands. */
const [EVERY, WIDTH, ENDING] = [3, 280, 1000];

/**
 * The command.
 *
 * @returns `film`
 */
export function filmCommand(): Command {
  return new Command('film')
    .description('the base policy (left) and a trained agent (right) on the same episodes, as a GIF')
    .argument('<dir>', 'directory of a run, as `dawnlab train --out` made it')
    .option('--seeds <seeds>', 'episodes, one after the other, for instance 100000-100002', parseSeeds, [100000])
    .option('-o, --out <file>', 'the GIF', 'out/episodes.gif')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(film);
}

async function film(directory: string, { seeds, out, json }: FilmOptions): Promise<void> {
  const trained = loadTrainedAgent(directory);
  const { task, baseKind } = trained;
  if (typeof task !== 'string')
    throw new Error(`${directory} is of a task of your own; a film is drawn from the scene of a task of the lab.`);
  const base = await playEpisodes(task, seeds, { baseKind });
  const agent = await playEpisodes(task, seeds, { trained });
  const scenes = seeds.map((_, i) => paired(task, base[i], agent[i]));
  const delay = (1000 * EVERY) / envSpec(task).controlHz;
  const delays = scenes.flatMap((scene) => scene.map((_, i) => (i === scene.length - 1 ? ENDING : delay)));
  const file = resolve(out);
  makeFolder(dirname(file));
  writeFileAtomic(file, encodeGif(scenes.flat(), delays));
  const word = ({ success }: Episode) => (success ? 'success' : 'failure');
  for (const [i, seed] of seeds.entries())
    console.log(`seed ${seed}: base policy ${word(base[i])}, ${trained.agent} ${word(agent[i])}`);
  console.log(file);
  if (json) printResult({ file, task, seeds, base: base.map(word), agent: agent.map(word) });
}

/** Two episodes at the same moments; the one that ends first stands still. */
function paired(task: string, left: Episode, right: Episode): Picture[] {
  const size = { width: WIDTH, height: Math.round(0.75 * WIDTH), every: EVERY };
  const [one, other] = [left, right].map(({ observations }) =>
    episodeFrames(task, observations, size).map(({ picture }) => picture),
  );
  return Array.from({ length: Math.max(one.length, other.length) }, (_, i) =>
    sideBySidePicture([one, other].map((frames) => frames[Math.min(i, frames.length - 1)])),
  );
}
