/**
 * How the cubes look: capsules for the arm, boxes for the gripper, translucent boxes where the cubes belong.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import {
  aboutZ,
  add,
  compose,
  NO_TURN,
  ORIGIN,
  type Pose,
  type Quat,
  quatAt,
  scale,
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
import { CUBE_HALF } from './arrangements.js';
import { CUBES, type CubeSuite } from './assetFolder.js';
import { CENTRE, cubeGroups, PER_METRE } from './cubeSpec.js';
import { ur5ePose } from './ur5e.js';

const HALF = Math.SQRT1_2;
const ACROSS: Quat = [HALF, HALF, 0, 0];

/** A capsule of a link, as the model lets it collide; its mesh begins at one end. */
function limb(link: number, radius: number, half: number, p: Vec3, q: Quat = NO_TURN) {
  const pose = compose({ p, q }, { p: [0, 0, -half], q: NO_TURN });
  return { link, mesh: capsuleMesh(radius, 2 * half), pose };
}

const LIMBS = [
  limb(0, 0.06, 0.06, [0, 0, -0.04]),
  limb(1, 0.06, 0.06, [0, -0.04, 0], ACROSS),
  limb(1, 0.05, 0.2, [0, 0, 0.2]),
  limb(2, 0.055, 0.06, [0, 0.08, 0], ACROSS),
  limb(2, 0.038, 0.19, [0, 0, 0.2]),
  limb(3, 0.04, 0.07, [0, 0.05, 0], ACROSS),
  limb(4, 0.04, 0.06, [0, 0, 0.04]),
  limb(4, 0.04, 0.04, [0, 0.02, 0.1], ACROSS),
  limb(5, 0.035, 0.02, [0, 0.08, 0], ACROSS),
];
const PLINTH = cylinderMesh(0.08, 0.05, 28);
const PALM = boxMesh([0.032, 0.055, 0.045]);
const FINGER = boxMesh([0.011, 0.006, 0.035]);
const CUBE = boxMesh([CUBE_HALF, CUBE_HALF, CUBE_HALF]);
/** The way of a finger from closed to open, metres. */
const STROKE = 0.043;
/** The gripper's opening in an observation when it is closed. */
const CLOSED = 3;
/** The first cube, and the second. */
const COLOURS: readonly Rgb[] = [PALETTE.peg, [0.35, 0.55, 0.91]];

function gripperParts(flange: Pose, opening: number): ScenePart[] {
  const hand = compose(flange, { p: [0, 0, 0], q: aboutZ(-Math.PI / 2) });
  const part = (mesh: Mesh, p: Vec3): ScenePart => ({
    mesh,
    pose: compose(hand, { p, q: NO_TURN }),
    color: PALETTE.dark,
    shadow: 0.18,
  });
  const aside = STROKE * (1 - opening / CLOSED) + 0.006;
  return [part(PALM, [0, 0, 0.05]), part(FINGER, [0, aside, 0.13]), part(FINGER, [0, -aside, 0.13])];
}

function cubeParts(obs: ArrayLike<number>, suite: CubeSuite): ScenePart[] {
  const at = cubeGroups(suite);
  const place = (index: number): Vec3 => add(CENTRE, scale(vec3At(obs, index), 1 / PER_METRE));
  return Array.from({ length: CUBES[suite] }, (_, i): ScenePart[] => [
    { mesh: CUBE, pose: { p: place(at.cube(i)), q: quatAt(obs, at.cube(i) + 3) }, color: COLOURS[i] },
    { mesh: CUBE, pose: { p: place(at.goal(i)), q: NO_TURN }, color: COLOURS[i], opacity: 0.25, shadow: 0 },
  ]).flat();
}

/**
 * How a suite looks.
 *
 * @param suite which
 * @returns ground, camera, and parts from raw observations; no model is needed
 */
export function cubeView(suite: CubeSuite): SceneView {
  return {
    ground: groundPart([-0.2, -0.6], [0.8, 0.6]),
    camera: { eye: [1.25, -0.55, 0.75], target: [0.28, 0, 0.22], verticalFov: 42 },
    parts(obs) {
      const { links, flange } = ur5ePose(obs);
      const arm = LIMBS.map(({ link, mesh, pose }) => ({
        mesh,
        pose: compose(links[link], pose),
        color: PALETTE.light,
        shadow: 0.18,
      }));
      const plinth = { mesh: PLINTH, pose: { ...ORIGIN, p: [0, 0, 0.05] as const }, color: PALETTE.dark };
      return [plinth, ...arm, ...gripperParts(flange, obs[cubeGroups(suite).gripper]), ...cubeParts(obs, suite)];
    },
  };
}
