/**
 * How the Panda arm looks: capsules for the arm, boxes for hand and fingers.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { compose, length, type Pose, type Quat, type Vec3 } from '../../geometry/index.js';
import { boxMesh, capsuleMesh, cylinderMesh, type Mesh, PALETTE, type ScenePart } from '../../pictures/index.js';
import { armPose, PANDA_BASE, PANDA_HAND, PANDA_LINKS } from './pandaArm.js';
import { FINGER_MOUNT } from './pandaArmModel.js';

/** A capsule from a frame's origin to a point in it. */
interface Limb {
  readonly mesh: Mesh;
  readonly turn: Quat;
}

/** The rotation that takes the z axis to a direction. */
function zTowards(direction: Vec3): Quat {
  const size = length(direction);
  const [x, y, z] = direction;
  const w = size + z;
  if (w < 1e-9) return [0, 1, 0, 0];
  const norm = Math.hypot(w, -y, x);
  return [w / norm, -y / norm, x / norm, 0];
}

function limb(to: Vec3, radius: number): Limb {
  return { mesh: capsuleMesh(radius, length(to)), turn: zTowards(to) };
}

/** Limb i belongs to link frame i; links whose next origin coincides have none. */
const LIMBS: readonly (Limb | undefined)[] = [
  undefined,
  limb(PANDA_LINKS[2].pos, 0.055),
  limb(PANDA_LINKS[3].pos, 0.055),
  limb(PANDA_LINKS[4].pos, 0.05),
  undefined,
  limb(PANDA_LINKS[6].pos, 0.045),
  limb(PANDA_HAND.pos, 0.04),
];
const COLUMN = limb(PANDA_LINKS[0].pos, 0.06);
const PLINTH = cylinderMesh(0.09, 0.03, 28);
const HAND = boxMesh([0.022, 0.1, 0.03]);
const FINGER = boxMesh([0.009, 0.008, 0.026]);

/**
 * The arm.
 *
 * @param joints an array that holds the nine joints, the fingers last: radians and metres
 * @param offset position of the first
 * @returns its parts
 */
export function pandaArmParts(joints: ArrayLike<number>, offset: number): ScenePart[] {
  const { links, hand } = armPose(joints, offset);
  const part = (mesh: Mesh, frame: Pose, p: Vec3, q: Quat, dark = false): ScenePart => ({
    mesh,
    pose: compose(frame, { p, q }),
    color: dark ? PALETTE.dark : PALETTE.light,
    shadow: 0.18,
  });
  const still: Quat = [1, 0, 0, 0];
  const base: Pose = { p: PANDA_BASE, q: still };
  const limbs = links.flatMap((frame, i) => {
    const found = LIMBS[i];
    return found ? [part(found.mesh, frame, [0, 0, 0], found.turn)] : [];
  });
  const finger = (side: number, opening: number): ScenePart =>
    part(FINGER, hand, [0, side * (opening + 0.008), FINGER_MOUNT + 0.028], still, true);
  return [
    part(PLINTH, base, [0, 0, 0.03], still, true),
    part(COLUMN.mesh, base, [0, 0, 0], COLUMN.turn),
    ...limbs,
    part(HAND, hand, [0, 0, 0.03], still),
    finger(1, joints[offset + 7]),
    finger(-1, joints[offset + 8]),
  ];
}
