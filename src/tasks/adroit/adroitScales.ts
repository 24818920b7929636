/**
 * What the Adroit tasks are trained with. Calibrated once; data/results/README.md says what was tried.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { gantryPegFull } from '../gantryPeg/gantryPegScales.js';
import { smokeOf, type TaskPreset, type TaskScales } from '../taskScales.js';
import type { AdroitName } from './assetFolder.js';

/**
 * The Adroit tasks. A chunk is 40 ms and an episode 50 chunks, half as many as an expert needs primitive steps; discount
 * and rates are the gantry's. λ is in units of half an actuator's range: 0.1 are up to 4 cm of the arm's slides and 5° of
 * a finger. Uniform noise of 0.1 leaves a cloned base policy as good as it is, noise of 0.3 destroys it.
 */
function adroitFull(lambda: number): TaskPreset {
  return {
    knobs: { ...gantryPegFull.knobs, lambda, warmupChunks: 1_200, gateHorizonChunks: 1_800 },
    schedule: {
      ...gantryPegFull.schedule,
      totalChunks: 6_000,
      evaluateEvery: 1_200,
      evaluationEpisodes: 25,
      finalEpisodes: 50,
      checkpointEvery: 1_200,
    },
  };
}

/** Half of everything: Adroit's full scale is short already. */
function scales(lambda: number): TaskScales {
  const full = adroitFull(lambda);
  const quick = {
    knobs: { ...full.knobs, warmupChunks: 600, gateHorizonChunks: 904 },
    schedule: { ...full.schedule, totalChunks: 3_000, evaluateEvery: 600 },
  };
  return { full, quick, smoke: smokeOf(full) };
}

/** By task and scale. */
export const adroitScales: Readonly<Record<AdroitName, TaskScales>> = {
  door: scales(0.1),
  hammer: scales(0.1),
  // At 0.1, calibration stayed at .40 to .44.
  pen: scales(0.2),
  relocate: scales(0.1),
};
