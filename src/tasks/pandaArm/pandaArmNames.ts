/** How an observation names what the Panda arm's own sensors say: angles, metres between the fingers, and their rates. */

import { countedNames, poseNames } from '../obsNames.js';

/** Joints, fingers, their velocities, and the pose of the tool's centre point: 25 numbers. */
export const PANDA_ARM_NAMES: readonly string[] = [
  ...countedNames('joint', 7),
  'finger1',
  'finger2',
  ...countedNames('jointVel', 7),
  'fingerVel1',
  'fingerVel2',
  ...poseNames('tcp'),
];
