/**
 * How the gantry peg looks.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { aboutZ, compose, multiply, type Pose, type Quat } from '../../geometry/index.js';
import { boxMesh, cylinderMesh, groundPart, PALETTE, type SceneView } from '../../pictures/index.js';
import { PEG_HALF_LENGTH, PEG_HALF_WIDTH } from '../pegInHole/holeBox.js';
import { boxPart, pegPart } from '../pegInHole/pegSceneParts.js';

const CLAMP = boxMesh([0.014, PEG_HALF_WIDTH + 0.006, PEG_HALF_WIDTH + 0.006]);
const ROD_HALF_LENGTH = 0.15;
const ROD = cylinderMesh(0.007, ROD_HALF_LENGTH, 14);
/** The clamp holds the tail, so that it never enters the box. */
const TAIL = -0.08;

function pegPose(obs: ArrayLike<number>): Pose {
  const [pitch, roll] = [obs[4] / 2, obs[5] / 2];
  const tilt: Quat = multiply([Math.cos(pitch), 0, Math.sin(pitch), 0], [Math.cos(roll), Math.sin(roll), 0, 0]);
  return { p: [obs[0], obs[1], PEG_HALF_LENGTH + obs[2]], q: multiply(aboutZ(obs[3]), tilt) };
}

/** The gantry peg's picture: peg, clamp and rod, and the box. */
export const gantryPegView: SceneView = {
  ground: groundPart([-0.6, -0.6], [0.6, 0.8]),
  camera: { eye: [0.75, -0.5, 0.6], target: [0, 0.1, 0.1], verticalFov: 30 },
  parts(obs) {
    const peg = pegPose(obs);
    const box: Pose = { p: [obs[12], obs[13], obs[14]], q: aboutZ(obs[15]) };
    const clamp = compose(peg, { p: [TAIL, 0, 0], q: [1, 0, 0, 0] });
    const rod: Pose = { p: [clamp.p[0], clamp.p[1], clamp.p[2] + PEG_HALF_WIDTH + ROD_HALF_LENGTH], q: [1, 0, 0, 0] };
    return [
      pegPart(peg),
      { mesh: CLAMP, pose: clamp, color: PALETTE.dark },
      { mesh: ROD, pose: rod, color: PALETTE.steel, shadow: 0.1 },
      boxPart(box),
    ];
  },
};
