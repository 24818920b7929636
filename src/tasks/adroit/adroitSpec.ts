/** How the specs of the four tasks are made, each from its tables. */

import { type EnvSpec, type FeatureRow, featureTable } from '../../environments/index.js';

/** Features beyond this many standard deviations of the experts' states are cut off: a dropped object moves fast and far. */
const CLIP = 5;

/**
 * Makes a task's spec.
 *
 * @param id task name
 * @param actionDim actuators
 * @param rows the observation in its order: name, then mean and standard deviation over the experts' episodes, rounded
 * @param taskRows features at the task's own scale
 * @returns the spec: 200 steps of 10 ms
 */
export function adroitSpec(
  id: string,
  actionDim: number,
  rows: readonly FeatureRow[],
  taskRows: readonly FeatureRow[],
): EnvSpec {
  const obsNames = rows.map(([name]) => name);
  return {
    id,
    obsDim: rows.length,
    obsNames,
    stateFeatures: featureTable(obsNames, rows, CLIP),
    taskFeatures: featureTable(obsNames, taskRows, 3),
    actionDim,
    horizon: 200,
    controlHz: 100,
  };
}
