/** What the push-chair task is: names, features, horizon. Loads no physics. */

import { type EnvSpec, featureTable } from '../../environments/index.js';
import { CHAIR_QPOS } from './pushChairModel.js';

/**
 * Metres, radians, seconds, the mark at the origin. First positions and velocities as the simulator has them; then, in the
 * robot's own directions (x forwards, y to its left), chair and mark from the robot, mark from the chair, velocities of chair
 * and robot; then the chair's distance from the mark, its tilt, the hands' height above the seat, and its sizes.
 */
const OBS_NAMES = [
  ...['X', 'Y', 'Z', 'Qw', 'Qx', 'Qy', 'Qz'].map((part) => `chair${part}`),
  'swivel',
  ...['robotX', 'robotY', 'robotYaw', 'lift', 'left', 'right'],
  ...['X', 'Y', 'Z', 'Wx', 'Wy', 'Wz'].map((part) => `chairVel${part}`),
  'swivelVel',
  ...['robotVelX', 'robotVelY', 'robotVelYaw', 'liftVel', 'leftVel', 'rightVel'],
  ...['toChairX', 'toChairY', 'toMarkX', 'toMarkY', 'chairToMarkX', 'chairToMarkY'],
  ...['chairForwards', 'chairSideways', 'forwards', 'sideways'],
  ...['distance', 'tilt', 'handAboveSeat', 'seatHeight', 'spread', 'backHeight'],
];

/** Positions of the groups in the raw observation. */
export const CHAIR_OBS = {
  qpos: 0,
  qvel: CHAIR_QPOS.size,
  toChair: 27,
  velocity: 33,
  distance: 37,
  tilt: 38,
  handAboveSeat: 39,
  chair: 40,
} as const;

/** The push-chair task, without its physics. */
export const pushChairSpec: EnvSpec = {
  id: 'push-chair',
  obsDim: OBS_NAMES.length,
  obsNames: OBS_NAMES,
  // As the robot sees it, whichever way it faces. Mean and standard deviation over 60 expert episodes, rounded.
  stateFeatures: featureTable(
    OBS_NAMES,
    [
      ['lift', 0, 0.05],
      ['left', 0, 0.03],
      ['right', 0, 0.03],
      ['liftVel', 0, 0.05],
      ['leftVel', 0, 0.05],
      ['rightVel', 0, 0.05],
      ['robotVelYaw', 0, 0.3],
      ['chairVelWz', 0, 0.05],
      ['swivelVel', 0, 0.15],
      ['toChairX', 0.7, 0.2],
      ['toChairY', 0, 0.06],
      ['toMarkX', 1.35, 0.5],
      ['toMarkY', 0, 0.12],
      ['chairToMarkX', 0.6, 0.35],
      ['chairToMarkY', 0, 0.1],
      ['chairForwards', 0.25, 0.25],
      ['chairSideways', 0, 0.03],
      ['forwards', 0.4, 0.2],
      ['sideways', 0, 0.2],
      ['distance', 0.65, 0.35],
      ['tilt', 0, 0.02],
      ['handAboveSeat', 0, 0.05],
      ['spread', 0.28, 0.02],
      ['backHeight', 0.26, 0.04],
    ],
    Number.POSITIVE_INFINITY,
  ),
  // Of the order of the mark's width, and of what rolls the chair out of the hands.
  taskFeatures: featureTable(
    OBS_NAMES,
    [
      ['distance', 0.15, 0.1],
      ['chairToMarkX', 0, 0.1],
      ['chairToMarkY', 0, 0.05],
      ['toChairX', 0.6, 0.05],
      ['toChairY', 0, 0.03],
      ['chairForwards', 0.1, 0.1],
    ],
    3,
  ),
  actionDim: 6,
  // Twice what the expert takes.
  horizon: 160,
  controlHz: 20,
};
