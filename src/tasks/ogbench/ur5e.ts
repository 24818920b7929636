/** The UR5e arm with its gripper: link offsets as the package's model has them, forward and inverse kinematics. */

import {
  compose,
  conjugate,
  cross,
  dampedStep,
  fromRotationVector,
  length,
  multiply,
  NO_TURN,
  type Pose,
  type Quat,
  rotate,
  scale,
  subtract,
  toRotationVector,
  type Vec3,
} from '../../geometry/index.js';

/** One link: where its joint sits in the link before, and the axis it turns about. */
interface Link extends Pose {
  readonly axis: Vec3;
}

const HALF = Math.SQRT1_2;
const ABOUT_Y: Quat = [HALF, 0, HALF, 0];
const [Y, Z]: Vec3[] = [
  [0, 1, 0],
  [0, 0, 1],
];
/** The base in the world. */
const BASE: Pose = { p: [0, 0, 0], q: [HALF, 0, 0, HALF] };

const LINKS: readonly Link[] = [
  { p: [0, 0, 0.163], q: NO_TURN, axis: Z },
  { p: [0, 0.138, 0], q: ABOUT_Y, axis: Y },
  { p: [0, -0.131, 0.425], q: NO_TURN, axis: Y },
  { p: [0, 0, 0.392], q: ABOUT_Y, axis: Y },
  { p: [0, 0.127, 0], q: NO_TURN, axis: Z },
  { p: [0, 0, 0.1], q: NO_TURN, axis: Y },
];
/** The flange in the last link. */
const FLANGE: Pose = { p: [0, 0.1, 0], q: [-HALF, HALF, 0, 0] };
/** The flange in the frame between the finger tips. */
const FLANGE_FROM_PINCH: Pose = { p: [0, 0, -0.1558], q: [HALF, 0, 0, HALF] };
/** The tips' orientation when the gripper points down with yaw 0. */
const DOWN: Quat = [0, 1, 0, 0];

/** Angles of the arm from which a reset looks for its own, radians. */
export const UR5E_HOME: readonly number[] = [-1, -1, 1, -1, -1, 0].map((turns) => (turns * Math.PI) / 2);

const DAMPING = 1e-12;
/** Metres, and radians. */
const TOLERANCE = 1e-4;
const LARGEST_CHANGE = Math.PI / 4;
const ITERATIONS = 20;

/** Where an arm configuration puts its links and its flange. */
export interface Ur5ePose {
  readonly links: readonly Pose[];
  readonly flange: Pose;
}

/**
 * Forward kinematics.
 *
 * @param q six joint angles, radians
 * @returns frames in the world
 */
export function ur5ePose(q: ArrayLike<number>): Ur5ePose {
  const links: Pose[] = [];
  let frame = BASE;
  LINKS.forEach((link, i) => {
    const fixed = compose(frame, link);
    frame = { p: fixed.p, q: multiply(fixed.q, fromRotationVector(scale(link.axis, q[i]))) };
    links.push(frame);
  });
  return { links, flange: compose(frame, FLANGE) };
}

/** The flange's Jacobian, [6 × 6] row-major, in world axes. */
function flangeJacobian({ links, flange }: Ur5ePose): Float64Array {
  const jacobian = new Float64Array(36);
  links.forEach((link, k) => {
    const axis = rotate(link.q, LINKS[k].axis);
    const linear = cross(axis, subtract(flange.p, link.p));
    for (let i = 0; i < 3; i++) {
      jacobian[6 * i + k] = linear[i];
      jacobian[6 * (3 + i) + k] = axis[i];
    }
  });
  return jacobian;
}

/**
 * Joint angles that bring the finger tips over a place, pointing down: the package's differential inverse kinematics. At
 * most 20 steps of damped least squares, none with more than 45° of a joint, to within 0.1 mm and 0.1 mrad.
 *
 * @param start six joint angles to start from, radians
 * @param position of the point between the finger tips, metres
 * @param yaw of the gripper, radians
 * @returns six joint angles
 */
export function reachDown(start: ArrayLike<number>, position: Vec3, yaw: number): Float64Array {
  const target = compose({ p: position, q: multiply(fromRotationVector([0, 0, yaw]), DOWN) }, FLANGE_FROM_PINCH);
  const q = Float64Array.from({ length: LINKS.length }, (_, i) => start[i]);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const pose = ur5ePose(q);
    const move = subtract(target.p, pose.flange.p);
    const turn = toRotationVector(multiply(target.q, conjugate(pose.flange.q)));
    if (length(move) <= TOLERANCE && length(turn) <= TOLERANCE) break;
    const step = dampedStep(flangeJacobian(pose), Float64Array.of(...move, ...turn), DAMPING);
    const largest = step.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
    const shrink = Math.min(1, LARGEST_CHANGE / largest);
    for (let i = 0; i < q.length; i++) q[i] += shrink * step[i];
  }
  return q;
}

/**
 * An orientation's yaw.
 *
 * @param q unit quaternion
 * @returns radians, in (−π, π]
 */
export function yawOf([w, x, y, z]: Quat): number {
  return Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
}
