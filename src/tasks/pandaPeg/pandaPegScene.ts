/**
 * How the Panda peg looks: the arm, the peg and the box.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { aboutZ, type Pose, quatAt, vec3At } from '../../geometry/index.js';
import { groundPart, type SceneView } from '../../pictures/index.js';
import { pandaArmParts } from '../pandaArm/pandaArmParts.js';
import { PEG_HALF_LENGTH } from '../pegInHole/holeBox.js';
import { boxPart, pegPart } from '../pegInHole/pegSceneParts.js';
import { PANDA_OBS } from './pandaPegSpec.js';

/** The Panda peg's picture: arm, peg and box. */
export const pandaPegView: SceneView = {
  ground: groundPart([-0.9, -0.7], [0.5, 0.8]),
  camera: { eye: [1.05, -0.6, 0.72], target: [-0.12, 0.04, 0.27], verticalFov: 37 },
  parts(obs) {
    const peg: Pose = { p: vec3At(obs, PANDA_OBS.peg), q: quatAt(obs, PANDA_OBS.peg + 3) };
    const box: Pose = {
      p: [obs[PANDA_OBS.box], obs[PANDA_OBS.box + 1], PEG_HALF_LENGTH],
      q: aboutZ(obs[PANDA_OBS.box + 2]),
    };
    return [...pandaArmParts(obs, PANDA_OBS.joints), pegPart(peg), boxPart(box)];
  },
};
