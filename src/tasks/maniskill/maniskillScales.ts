/**
 * What the ManiSkill tasks are trained with; data/results/README.md says what was tried, on the peg alone.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { pandaPegScales } from '../pandaPeg/pandaPegScales.js';
import { scalesOf, type TaskScales } from '../taskScales.js';

const { full } = pandaPegScales;
const scales = scalesOf({
  // λ is the Panda peg's. At twice that, Policy Decorator's for PegInsertionSide, calibration fell to 0 over the cloned policy.
  knobs: { ...full.knobs, warmupChunks: 800, gateHorizonChunks: 1_440 },
  schedule: { ...full.schedule, evaluateEvery: 2_800, evaluationEpisodes: 25, finalEpisodes: 100 },
});

/** By scale. A step takes several times as long as the Panda peg's, so that evaluations are few. */
export const maniskillScales: TaskScales = {
  ...scales,
  quick: { ...scales.quick, schedule: { ...scales.quick.schedule, evaluateEvery: 1_040, finalEpisodes: 50 } },
};
