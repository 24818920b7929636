/** The Panda arm: link offsets and joint limits (the published Franka parameters), and forward kinematics. */

import { aboutZ, compose, multiply, type Pose, type Quat, type Vec3 } from '../../geometry/index.js';

/** One link: where its joint sits in the previous link, and what the joint may do. */
export interface ArmLink {
  /** Metres, in the previous link's frame. */
  readonly pos: Vec3;
  readonly quat: Quat;
  /** Joint limits, radians; the joint turns about the link's z axis. */
  readonly limits: readonly [number, number];
  /** Kilograms, rounded. */
  readonly mass: number;
}

const HALF = Math.SQRT1_2;
const PLUS: Quat = [HALF, HALF, 0, 0];
const MINUS: Quat = [HALF, -HALF, 0, 0];

/** The seven links, from the base. */
export const PANDA_LINKS: readonly ArmLink[] = [
  { pos: [0, 0, 0.333], quat: [1, 0, 0, 0], limits: [-2.8973, 2.8973], mass: 3 },
  { pos: [0, 0, 0], quat: MINUS, limits: [-1.7628, 1.7628], mass: 3 },
  { pos: [0, -0.316, 0], quat: PLUS, limits: [-2.8973, 2.8973], mass: 3 },
  { pos: [0.0825, 0, 0], quat: PLUS, limits: [-3.0718, -0.0698], mass: 2.5 },
  { pos: [-0.0825, 0.384, 0], quat: MINUS, limits: [-2.8973, 2.8973], mass: 2 },
  { pos: [0, 0, 0], quat: PLUS, limits: [-0.0175, 3.7525], mass: 1.5 },
  { pos: [0.088, 0, 0], quat: PLUS, limits: [-2.8973, 2.8973], mass: 0.7 },
];

/** The robot's base in the world, metres; 6.5 cm nearer than in ManiSkill, where the farthest pegs are out of reach. */
export const PANDA_BASE: Vec3 = [-0.55, 0, 0];
/** The hand on the last link. */
export const PANDA_HAND: { readonly pos: Vec3; readonly quat: Quat } = {
  pos: [0, 0, 0.107],
  quat: [Math.cos(Math.PI / 8), 0, 0, -Math.sin(Math.PI / 8)],
};
/** The tool centre point, between the finger pads, in the hand's frame, metres. */
export const PANDA_TCP: Vec3 = [0, 0, 0.1034];

/** Where an arm configuration puts everything. */
export interface ArmPose {
  /** Frames of the seven links; each joint turns about its frame's z axis through the origin. */
  readonly links: readonly Pose[];
  readonly hand: Pose;
  /** The tool centre point, z along the fingers, y the closing direction. */
  readonly tcp: Pose;
}

/**
 * Forward kinematics.
 *
 * @param q seven joint angles, radians, at `offset`
 * @param offset first joint's position in `q`
 * @returns frames of links, hand and tool centre point; continuous in the angles, the quaternions' signs included
 */
export function armPose(q: ArrayLike<number>, offset = 0): ArmPose {
  const links: Pose[] = [];
  let frame: Pose = { p: PANDA_BASE, q: [1, 0, 0, 0] };
  PANDA_LINKS.forEach((link, i) => {
    const fixed = compose(frame, { p: link.pos, q: link.quat });
    frame = { p: fixed.p, q: multiply(fixed.q, aboutZ(q[offset + i])) };
    links.push(frame);
  });
  const hand = compose(frame, { p: PANDA_HAND.pos, q: PANDA_HAND.quat });
  return { links, hand, tcp: compose(hand, { p: PANDA_TCP, q: [1, 0, 0, 0] }) };
}
