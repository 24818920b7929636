/** What the Panda peg task is: names, features, horizon. Loads no physics. */

import { type EnvSpec, featureTable } from '../../environments/index.js';
import { poseNames, vectorNames } from '../obsNames.js';
import { PANDA_ARM_NAMES } from '../pandaArm/pandaArmNames.js';

/**
 * Metres, radians, seconds. `tcp` is the point between the finger pads; `headInHole` is the peg's head in the hole's
 * frame; `pegInTcp` the peg's centre in the tool's frame; `pegTilt` and `graspTilt` are rotation vectors from the hole
 * to the peg and from the nominal grasp of the peg to the tool.
 */
const OBS_NAMES = [
  ...PANDA_ARM_NAMES,
  ...poseNames('peg'),
  'boxX',
  'boxY',
  'boxYaw',
  ...vectorNames('headInHole'),
  ...vectorNames('pegInTcp'),
  ...vectorNames('pegTilt'),
  ...vectorNames('graspTilt'),
];

/** Positions of the groups in the raw observation. */
export const PANDA_OBS = {
  joints: 0,
  fingers: 7,
  jointVel: 9,
  fingerVel: 16,
  tcp: 18,
  peg: 25,
  box: 32,
  headInHole: 35,
  pegInTcp: 38,
  pegTilt: 41,
  graspTilt: 44,
} as const;

/** The Panda peg task, without its physics. */
export const pandaPegSpec: EnvSpec = {
  id: 'panda-peg',
  obsDim: OBS_NAMES.length,
  obsNames: OBS_NAMES,
  // Mean and standard deviation over 300 expert episodes, rounded; at least 0.02 for tilts, which the expert hardly shows.
  stateFeatures: featureTable(
    OBS_NAMES,
    [
      ['joint1', -0.1, 0.2],
      ['joint2', 0.45, 0.2],
      ['joint3', 0, 0.1],
      ['joint4', -2.1, 0.25],
      ['joint5', 0, 0.1],
      ['joint6', 2.55, 0.15],
      ['joint7', -0.95, 0.4],
      ['finger1', 0.025, 0.01],
      ['finger2', 0.025, 0.01],
      ['jointVel1', 0, 0.3],
      ['jointVel2', 0, 0.35],
      ['jointVel3', 0, 0.15],
      ['jointVel4', 0, 0.35],
      ['jointVel5', 0, 0.15],
      ['jointVel6', 0, 0.3],
      ['jointVel7', 0, 0.6],
      ['fingerVel1', 0, 0.1],
      ['fingerVel2', 0, 0.1],
      ['tcpX', 0, 0.06],
      ['tcpY', -0.07, 0.12],
      ['tcpZ', 0.09, 0.04],
      ['tcpQw', 0, 0.02],
      ['tcpQx', 0.7, 0.14],
      ['tcpQy', 0.7, 0.14],
      ['tcpQz', 0, 0.02],
      ['pegX', 0, 0.06],
      ['pegY', -0.04, 0.14],
      ['pegZ', 0.06, 0.04],
      ['pegQw', 0.7, 0.17],
      ['pegQx', 0, 0.02],
      ['pegQy', 0, 0.02],
      ['pegQz', 0.7, 0.17],
      ['boxX', 0, 0.03],
      ['boxY', 0.3, 0.06],
      ['boxYaw', 1.57, 0.23],
      ['headInHoleX', -0.25, 0.14],
      ['headInHoleY', 0, 0.09],
      ['headInHoleZ', -0.04, 0.04],
      ['pegInTcpX', 0.04, 0.06],
      ['pegInTcpY', 0, 0.03],
      ['pegInTcpZ', 0.03, 0.05],
      ['pegTiltX', 0, 0.02],
      ['pegTiltY', 0, 0.02],
      ['pegTiltZ', 0, 0.5],
      ['graspTiltX', 0, 0.02],
      ['graspTiltY', 0, 0.02],
      ['graspTiltZ', 0, 0.2],
    ],
    Number.POSITIVE_INFINITY,
  ),
  // Of the order of the clearance, of the angles that jam and of a slipping grasp.
  taskFeatures: featureTable(
    OBS_NAMES,
    [
      ['headInHoleY', 0, 0.01],
      ['headInHoleZ', 0, 0.01],
      ['headInHoleX', -0.05, 0.05],
      ['pegTiltX', 0, 0.05],
      ['pegTiltY', 0, 0.05],
      ['pegTiltZ', 0, 0.05],
      ['pegInTcpX', 0.06, 0.02],
      ['pegInTcpY', 0, 0.02],
      ['pegInTcpZ', 0, 0.02],
      ['graspTiltX', 0, 0.05],
      ['graspTiltY', 0, 0.05],
      ['graspTiltZ', 0, 0.05],
      ['finger1', 0.03, 0.01],
    ],
    3,
  ),
  actionDim: 7,
  horizon: 200,
  controlHz: 1 / (13 * 0.004),
};
