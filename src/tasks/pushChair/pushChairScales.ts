/**
 * What the push-chair is trained with; data/results/README.md says what was tried.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { gantryPegFull } from '../gantryPeg/gantryPegScales.js';
import { scalesOf, type TaskPreset, type TaskScales } from '../taskScales.js';

const pushChairFull: TaskPreset = {
  // λ and γ of Policy Decorator's PushChair.
  knobs: { ...gantryPegFull.knobs, lambda: 0.2, discount: 0.9, warmupChunks: 720, gateHorizonChunks: 1_200 },
  schedule: { ...gantryPegFull.schedule, finalEpisodes: 100 },
};

/** By scale. */
export const pushChairScales: TaskScales = scalesOf(pushChairFull);
