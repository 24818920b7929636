/**
 * How the push-chair looks: the mark, the chair, and the robot with its two arms.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import {
  aboutZ,
  compose,
  multiply,
  NO_TURN,
  type Pose,
  type Quat,
  quatAt,
  type Vec3,
  vec3At,
} from '../../geometry/index.js';
import {
  boxMesh,
  capsuleMesh,
  cylinderMesh,
  groundPart,
  type Mesh,
  PALETTE,
  type Rgb,
  type ScenePart,
  type SceneView,
} from '../../pictures/index.js';
import { CHAIR_QPOS, CHAIR_SIZES, footPlaces, ROBOT_SIZES } from './pushChairModel.js';
import { CHAIR_OBS } from './pushChairSpec.js';

const TO_X: Quat = [Math.SQRT1_2, 0, Math.SQRT1_2, 0];
const SEAT = cylinderMesh(CHAIR_SIZES.seat, CHAIR_SIZES.seatHalf, 28);
const BACK = boxMesh([0.02, 0.18, 0.16]);
const FOOT = capsuleMesh(CHAIR_SIZES.foot, 0);
const MARK = cylinderMesh(0.15, 0.002, 32);
const BASE = cylinderMesh(0.2, 0.09, 28);
const HAND = capsuleMesh(CHAIR_SIZES.hand, 0);
const HUB = 0.08;

/** A mesh in a frame. */
const part = (frame: Pose, mesh: Mesh, color: Rgb, p: Vec3, q: Quat = NO_TURN): ScenePart => ({
  mesh,
  pose: compose(frame, { p, q }),
  color,
});

function chairParts(obs: ArrayLike<number>): ScenePart[] {
  const [seatHeight, spread, backHeight] = vec3At(obs, CHAIR_OBS.chair);
  const frame: Pose = { p: vec3At(obs, CHAIR_QPOS.chair), q: quatAt(obs, CHAIR_QPOS.chair + 3) };
  const seat = compose(frame, { p: [0, 0, seatHeight], q: aboutZ(obs[CHAIR_QPOS.swivel]) });
  const feet = footPlaces(spread).flatMap(([x, y], i) => [
    part(frame, FOOT, PALETTE.dark, [x, y, CHAIR_SIZES.foot]),
    part(frame, capsuleMesh(0.018, spread), PALETTE.steel, [0, 0, HUB], multiply(aboutZ((2 * Math.PI * i) / 5), TO_X)),
  ]);
  return [
    ...feet,
    part(frame, capsuleMesh(0.03, seatHeight - HUB), PALETTE.steel, [0, 0, HUB]),
    part(seat, SEAT, PALETTE.peg, [0, 0, 0]),
    { ...part(seat, BACK, PALETTE.peg, [-CHAIR_SIZES.seat, 0, backHeight]), outline: PALETTE.pegOutline },
  ];
}

function robotParts(obs: ArrayLike<number>): ScenePart[] {
  const [x, y, yaw] = vec3At(obs, CHAIR_QPOS.base);
  const frame: Pose = { p: [x, y, 0], q: aboutZ(yaw) };
  const height = ROBOT_SIZES.height + obs[CHAIR_QPOS.lift];
  const arms = [1, -1].flatMap((side, i) => {
    const reach = ROBOT_SIZES.reach + obs[CHAIR_QPOS.arms + i];
    const across = side * ROBOT_SIZES.aside;
    return [
      part(frame, capsuleMesh(0.03, reach), PALETTE.light, [0, across, height], TO_X),
      part(frame, HAND, PALETTE.dark, [reach, across, height]),
    ];
  });
  return [
    part(frame, BASE, PALETTE.dark, [0, 0, 0.09]),
    part(frame, capsuleMesh(0.06, 0.75), PALETTE.light, [0, 0, 0.15]),
    part(frame, boxMesh([0.05, 0.2, 0.06]), PALETTE.steel, [0, 0, height]),
    ...arms,
  ];
}

/** The push-chair's picture. */
export const pushChairView: SceneView = {
  ground: groundPart([-2.6, -2.6], [2.6, 2.6]),
  camera: { eye: [2.6, -2.4, 2.1], target: [0, 0, 0.3], verticalFov: 36 },
  parts: (obs) => [
    part({ p: [0, 0, 0], q: NO_TURN }, MARK, PALETTE.goal, [0, 0, 0.003]),
    ...chairParts(obs),
    ...robotParts(obs),
  ],
};
