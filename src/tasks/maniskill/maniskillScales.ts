/**
 * What the ManiSkill tasks are trained with; data/results/README.md says what was tried, on the peg alone.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { pandaPegScales } from '../pandaPeg/pandaPegScales.js';
import { scalesOf, type TaskScales } from '../taskScales.js';

const { full } = pandaPegScales;
const scales = scalesOf({
  // λ is Policy Decorator's for PegInsertionSide with a diffusion policy: ±1 cm and ±0.01 rad per primitive step.
  knobs: { ...full.knobs, lambda: 0.1, warmupChunks: 800, gateHorizonChunks: 1_440 },
  schedule: { ...full.schedule, evaluateEvery: 2_800, evaluationEpisodes: 25, finalEpisodes: 100 },
});

/** By scale. A step takes several times as long as the Panda peg's, so that evaluations are few. */
export const maniskillScales: TaskScales = {
  ...scales,
  quick: { ...scales.quick, schedule: { ...scales.quick.schedule, evaluateEvery: 1_040, finalEpisodes: 50 } },
};
