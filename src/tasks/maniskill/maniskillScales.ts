/**
 * What the ManiSkill tasks are trained with: the Panda peg's, which is made after PegInsertionSide. Not calibrated.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import { pandaPegScales } from '../pandaPeg/pandaPegScales.js';
import { scalesOf, type TaskScales } from '../taskScales.js';

const { full } = pandaPegScales;
const scales = scalesOf({
  ...full,
  schedule: { ...full.schedule, evaluateEvery: 3_500, evaluationEpisodes: 25, finalEpisodes: 100 },
});

/** By scale. A step takes several times as long as the Panda peg's, so that evaluations are few. */
export const maniskillScales: TaskScales = {
  ...scales,
  quick: { ...scales.quick, schedule: { ...scales.quick.schedule, evaluateEvery: 1_300, finalEpisodes: 50 } },
};
