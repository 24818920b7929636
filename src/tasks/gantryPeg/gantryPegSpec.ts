/** What the gantry peg task is: names, features, horizon. Loads no physics. */

import { type EnvSpec, featureTable } from '../../environments/index.js';

/** Metres, radians, seconds. Box and head positions: the head of the peg is given in the hole's frame. */
const OBS_NAMES = [
  'pegX',
  'pegY',
  'pegZ',
  'pegYaw',
  'pegPitch',
  'pegRoll',
  'pegVelX',
  'pegVelY',
  'pegVelZ',
  'pegVelYaw',
  'pegVelPitch',
  'pegVelRoll',
  'boxX',
  'boxY',
  'boxZ',
  'boxYaw',
  'headInHoleX',
  'headInHoleY',
  'headInHoleZ',
  'yawError',
];

/** The gantry peg task, without its physics. */
export const gantryPegSpec: EnvSpec = {
  id: 'gantry-peg',
  obsDim: OBS_NAMES.length,
  obsNames: OBS_NAMES,
  // Mean and standard deviation over 200 expert episodes, rounded; wider for the tilts, which the expert hardly shows.
  stateFeatures: featureTable(
    OBS_NAMES,
    [
      ['pegX', 0, 0.06],
      ['pegY', 0.03, 0.11],
      ['pegZ', 0.03, 0.025],
      ['pegYaw', 1.57, 0.27],
      ['pegPitch', 0, 0.02],
      ['pegRoll', 0, 0.02],
      ['pegVelX', 0, 0.06],
      ['pegVelY', 0.09, 0.04],
      ['pegVelZ', -0.015, 0.05],
      ['pegVelYaw', 0, 0.25],
      ['pegVelPitch', 0, 0.05],
      ['pegVelRoll', 0, 0.05],
      ['boxX', 0, 0.03],
      ['boxY', 0.3, 0.06],
      ['boxZ', 0.125, 0.015],
      ['boxYaw', 1.57, 0.23],
      ['headInHoleX', -0.18, 0.11],
      ['headInHoleY', 0, 0.035],
      ['headInHoleZ', 0.005, 0.02],
      ['yawError', 0, 0.25],
    ],
    Number.POSITIVE_INFINITY,
  ),
  // Of the order of the clearance and of the angles that jam: without these no agent recovers its base policy.
  taskFeatures: featureTable(
    OBS_NAMES,
    [
      ['headInHoleY', 0, 0.01],
      ['headInHoleZ', 0, 0.01],
      ['headInHoleX', -0.05, 0.05],
      ['yawError', 0, 0.05],
      ['pegPitch', 0, 0.05],
      ['pegRoll', 0, 0.05],
    ],
    3,
  ),
  actionDim: 6,
  horizon: 120,
  controlHz: 20,
};
