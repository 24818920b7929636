/** What the Panda faucet task is: names, features, horizon, the faucets of either half. Loads no physics. */

import { type EnvSpec, type FeatureRow, featureTable } from '../../environments/index.js';
import { vectorNames } from '../obsNames.js';
import { PANDA_ARM_NAMES } from '../pandaArm/pandaArmNames.js';
import { type Faucet, HELD_OUT_FAUCETS, SHOWN_FAUCETS } from './faucets.js';

/**
 * Metres, radians, seconds. `tcp` is the point between the finger tips; `faucet` the column; `hingeAngle` is 0 closed and
 * `RANGE` open; `handle` is the point where the handle is to be pushed, `opening` the unit vector along which it moves
 * when it opens; `along`, `outwards` and `upwards` are the tool's distance from that point: along the opening, away from the
 * axis, and up it. `object` says which faucet it is, for pictures: no feature shows it.
 */
const OBS_NAMES = [
  ...PANDA_ARM_NAMES,
  ...vectorNames('faucet'),
  'faucetYaw',
  'hingeAngle',
  'hingeVel',
  ...vectorNames('hinge'),
  ...vectorNames('axis'),
  ...vectorNames('handle'),
  ...vectorNames('opening'),
  'along',
  'outwards',
  'upwards',
  'object',
];

/** Positions of the groups in the raw observation. */
export const FAUCET_OBS = {
  joints: 0,
  jointVel: 9,
  tcp: 18,
  faucet: 25,
  hingeAngle: 29,
  hinge: 31,
  axis: 34,
  handle: 37,
  opening: 40,
  toTool: 43,
  object: 46,
} as const;

// Mean and standard deviation over 120 expert episodes with the faucets that are shown, rounded; at least 0.02 for the
// tool's tilts, which the expert hardly shows.
const STATE: readonly FeatureRow[] = [
  ['joint1', 0, 0.1],
  ['joint2', 0.2, 0.2],
  ['joint3', 0, 0.1],
  ['joint4', -2, 0.2],
  ['joint5', 0, 0.05],
  ['joint6', 2.3, 0.15],
  ['joint7', 0.8, 0.15],
  ['finger1', 0, 0.01],
  ['finger2', 0, 0.01],
  ['jointVel1', 0, 0.2],
  ['jointVel2', 0.4, 0.45],
  ['jointVel3', 0, 0.15],
  ['jointVel4', 0.3, 0.65],
  ['jointVel5', 0, 0.1],
  ['jointVel6', 0, 0.4],
  ['jointVel7', 0, 0.3],
  ['fingerVel1', 0, 0.1],
  ['fingerVel2', 0, 0.1],
  ['tcpX', 0.03, 0.05],
  ['tcpY', 0, 0.06],
  ['tcpZ', 0.22, 0.06],
  ['tcpQw', 0, 0.02],
  ['tcpQx', 1, 0.02],
  ['tcpQy', 0, 0.02],
  ['tcpQz', 0, 0.02],
  ['faucetX', 0.12, 0.025],
  ['faucetY', 0, 0.05],
  ['faucetZ', 0.12, 0.02],
  ['faucetYaw', 0, 0.2],
  ['hingeAngle', 0.3, 0.45],
  ['hingeVel', 1, 1.2],
  ['hingeX', 0.1, 0.03],
  ['hingeY', 0, 0.05],
  ['hingeZ', 0.15, 0.02],
  ['axisX', 0.2, 0.5],
  ['axisY', 0, 0.1],
  ['axisZ', 0.1, 0.8],
  ['handleX', 0.05, 0.04],
  ['handleY', 0, 0.06],
  ['handleZ', 0.17, 0.025],
  ['openingX', 0, 0.45],
  ['openingY', -0.3, 0.8],
  ['openingZ', 0, 0.2],
  ['along', -0.02, 0.04],
  ['outwards', 0.02, 0.04],
  ['upwards', 0.05, 0.06],
];

// Of the order of the fingers' width and of a handle's thickness.
const TASK: readonly FeatureRow[] = [
  ['along', -0.03, 0.02],
  ['outwards', 0, 0.02],
  ['upwards', 0, 0.02],
  ['hingeAngle', 0.7, 0.3],
  ['hingeVel', 0, 1],
];

function specOf(id: string, faucets: readonly Faucet[]): EnvSpec {
  return {
    id,
    obsDim: OBS_NAMES.length,
    obsNames: OBS_NAMES,
    objects: faucets.map(({ name }) => name),
    stateFeatures: featureTable(OBS_NAMES, STATE, Number.POSITIVE_INFINITY),
    taskFeatures: featureTable(OBS_NAMES, TASK, 3),
    actionDim: 7,
    // Three times what the expert takes.
    horizon: 80,
    controlHz: 20,
  };
}

/** The Panda faucet task with the faucets that agents meet, without its physics. */
export const pandaFaucetSpec = specOf('panda-faucet', HELD_OUT_FAUCETS);
/** The same with the faucets of the demonstrations. */
export const pandaFaucetShownSpec = specOf('panda-faucet-shown', SHOWN_FAUCETS);
