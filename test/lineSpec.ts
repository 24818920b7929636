/** The smallest task that there is: a point on a line. */

import { type EnvSpec, featureTable } from '../src/environments/index.js';

/**
 * The spec of a point on a line, seen and moved by one number.
 *
 * @param horizon primitive steps of an episode
 * @returns the spec
 */
export const lineSpec = (horizon: number): EnvSpec => ({
  id: 'line',
  obsDim: 1,
  obsNames: ['x'],
  actionDim: 1,
  horizon,
  controlHz: 20,
  stateFeatures: featureTable(['x'], [['x', 0, 1]], 10),
  taskFeatures: [],
});
