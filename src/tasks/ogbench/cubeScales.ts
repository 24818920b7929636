/**
 * What the cubes are trained with. Not calibrated yet.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { gantryPegFull } from '../gantryPeg/gantryPegScales.js';
import { scalesOf, type TaskPreset, type TaskScales } from '../taskScales.js';
import type { CubeSuite } from './assetFolder.js';

/** A chunk is four steps of 50 ms; λ = 0.1 are 5 mm, 0.03 rad and a tenth of the gripper's way per primitive step. */
const full: TaskPreset = {
  knobs: { ...gantryPegFull.knobs, lambda: 0.1 },
  schedule: {
    ...gantryPegFull.schedule,
    totalChunks: 14_000,
    evaluateEvery: 2_000,
    finalEpisodes: 100,
    checkpointEvery: 2_000,
  },
};

/** By suite and scale. An episode of two cubes has 125 chunks: a discount of .97 would not see its end. */
export const cubeScales: Readonly<Record<CubeSuite, TaskScales>> = {
  single: scalesOf(full),
  double: scalesOf({ ...full, knobs: { ...full.knobs, discount: 0.99 } }),
};
