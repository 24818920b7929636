/**
 * What the gantry peg is trained with. Calibrated once; data/results/README.md says what was tried.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { scalesOf, type TaskPreset, type TaskScales } from '../taskScales.js';

/** What is recorded. */
export const gantryPegFull: TaskPreset = {
  knobs: {
    // ±4 mm and ±0.02 rad per primitive step: a hand-written feedback residual of this size solves 88 % of episodes,
    // uniform noise of this size solves fewer than the base policy.
    lambda: 0.2,
    discount: 0.97,
    width: 128,
    actorLearningRate: 1e-4,
    criticLearningRate: 3e-4,
    // α must fall by orders of magnitude within some thousand updates.
    temperatureLearningRate: 3e-3,
    warmupChunks: 4_000,
    learningStartsChunks: 304,
    gateHorizonChunks: 4_000,
  },
  schedule: {
    slots: 8,
    totalChunks: 12_000,
    updatesPerChunk: 1,
    batchSize: 128,
    replayCapacity: 100_000,
    evaluateEvery: 1_000,
    evaluationEpisodes: 50,
    finalEpisodes: 200,
    checkpointEvery: 4_000,
  },
};

/** By scale. */
export const gantryPegScales: TaskScales = scalesOf(gantryPegFull);
