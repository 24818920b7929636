/**
 * What the Panda peg is trained with. Calibrated once; data/results/README.md says what was tried.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { gantryPegFull } from '../gantryPeg/gantryPegScales.js';
import { scalesOf, type TaskPreset, type TaskScales } from '../taskScales.js';

const pandaPegFull: TaskPreset = {
  // ±5 mm and ±0.005 rad per primitive step, half of what Policy Decorator takes for ManiSkill's peg task: with that,
  // calibration was at .36 after 14,000 chunks, with this at .76.
  knobs: { ...gantryPegFull.knobs, lambda: 0.05 },
  // Physics is three times slower here, so that evaluations are fewer.
  schedule: {
    ...gantryPegFull.schedule,
    totalChunks: 14_000,
    evaluateEvery: 2_000,
    finalEpisodes: 100,
    checkpointEvery: 2_000,
  },
};

/** By scale. */
export const pandaPegScales: TaskScales = scalesOf(pandaPegFull);
