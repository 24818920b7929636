/** Inverse kinematics of the Panda arm by damped least squares. */

import {
  conjugate,
  cross,
  dampedStep,
  length,
  multiply,
  type Pose,
  rotate,
  subtract,
  toRotationVector,
} from '../../geometry/index.js';
import { type ArmPose, armPose, PANDA_LINKS } from './pandaArm.js';

const JOINTS = PANDA_LINKS.length;
const DAMPING = 1e-4;
const TOLERANCE = 1e-4;

/**
 * The tool's Jacobian: column k is the tool's velocity (m/s) and angular velocity (rad/s) per rad/s of joint k.
 *
 * @param pose the arm's frames
 * @returns [6 × 7], row-major, in world axes
 */
export function toolJacobian(pose: ArmPose): Float64Array {
  const jacobian = new Float64Array(6 * JOINTS);
  pose.links.forEach((link, k) => {
    const axis = rotate(link.q, [0, 0, 1]);
    const linear = cross(axis, subtract(pose.tcp.p, link.p));
    for (let i = 0; i < 3; i++) {
      jacobian[i * JOINTS + k] = linear[i];
      jacobian[(3 + i) * JOINTS + k] = axis[i];
    }
  });
  return jacobian;
}

/**
 * Joint angles that bring the tool to a pose, by a few damped least squares iterations within the joint limits.
 *
 * @param start seven joint angles to start from, radians
 * @param target the tool's pose wanted, in the world
 * @param iterations at most this many
 * @returns seven joint angles; as close as the iterations came
 */
export function solveInverseKinematics(start: ArrayLike<number>, target: Pose, iterations = 4): Float64Array {
  const q = Float64Array.from({ length: JOINTS }, (_, i) => start[i]);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const pose = armPose(q);
    const move = subtract(target.p, pose.tcp.p);
    const turn = toRotationVector(multiply(target.q, conjugate(pose.tcp.q)));
    if (length(move) + length(turn) < TOLERANCE) break;
    const step = dampedStep(toolJacobian(pose), Float64Array.of(...move, ...turn), DAMPING);
    for (let i = 0; i < JOINTS; i++) {
      const [low, high] = PANDA_LINKS[i].limits;
      q[i] = Math.min(high, Math.max(low, q[i] + step[i]));
    }
  }
  return q;
}
