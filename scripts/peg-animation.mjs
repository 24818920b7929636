/**
 * Makes the README's animation: the same episodes of the gantry peg, by the base policy alone and with a residual that DAWN
 * has learned on top.
 *
 *   node scripts/peg-animation.mjs        trains at the quick scale (a minute), plays two episodes, writes data/figures/peg.png
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as dawnlab from '../dist/index.js';
import { ROOT, runMain } from './steps.mjs';

const TASK = 'gantry-peg';
const FILE = join(ROOT, 'data', 'figures', 'peg.png');
const [WIDTH, HEIGHT, EVERY, GAP] = [300, 225, 3, 12];
/** Milliseconds that the last picture stands. */
const PAUSE = 1500;

async function main() {
  const { knobs, schedule } = dawnlab.taskPreset(TASK, 'quick');
  const directory = join(ROOT, '.cache', 'peg-animation');
  await dawnlab.train({ task: TASK, agent: dawnlab.createAgent('dawn', knobs), schedule, seed: 1, directory });
  const trained = await dawnlab.loadTrainedAgent(directory);
  const seeds = Array.from({ length: 12 }, (_, i) => dawnlab.EVALUATION_SEED + i);
  const alone = await dawnlab.watchEpisodes(TASK, seeds, { every: 1000 });
  const rescued = await dawnlab.watchEpisodes(TASK, seeds, { trained, every: 1000 });
  const shown = seeds.findIndex((_, i) => !alone[i].success && rescued[i].success);
  if (shown < 0) throw new Error('None of the first twelve episodes fails alone and succeeds with the residual.');
  const [left, right] = [alone, rescued].map((episodes) => framesOf(episodes[shown]));
  const frames = left.map((picture, i) =>
    dawnlab.sideBySidePicture([picture, right[Math.min(i, right.length - 1)]], GAP),
  );
  const delays = frames.map((_, i) =>
    i === frames.length - 1 ? PAUSE : (1000 * EVERY) / dawnlab.envSpec(TASK).controlHz,
  );
  const file = dawnlab.encodeApng(frames, delays);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, file);
  console.log(`${FILE}: seed ${seeds[shown]}, ${frames.length} pictures, ${(file.length / 1024).toFixed(0)} KiB`);
}

const framesOf = ({ observations }) =>
  dawnlab
    .episodeFrames(TASK, observations, { width: WIDTH, height: HEIGHT, every: EVERY })
    .map(({ picture }) => picture);

await runMain(main);
