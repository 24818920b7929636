/** Inverse kinematics of the Panda arm by damped least squares. */

import {
  conjugate,
  cross,
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

/** Solves `A·x = b` for a symmetric positive definite A, [n × n] row-major, by Cholesky; overwrites both. */
function solveCholesky(A: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j];
      for (let k = 0; k < j; k++) sum -= A[i * n + k] * A[j * n + k];
      A[i * n + j] = i === j ? Math.sqrt(sum) : sum / A[j * n + j];
    }
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= A[i * n + k] * b[k];
    b[i] = sum / A[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= A[k * n + i] * b[k];
    b[i] /= A[i * n + i];
  }
}

/** The damped step `Jᵀ (J Jᵀ + damping·I)⁻¹ · error`. */
function dampedStep(jacobian: Float64Array, error: Float64Array): Float64Array {
  const gram = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let k = 0; k <= i; k++) {
      let sum = i === k ? DAMPING : 0;
      for (let c = 0; c < JOINTS; c++) sum += jacobian[i * JOINTS + c] * jacobian[k * JOINTS + c];
      gram[6 * i + k] = sum;
    }
  solveCholesky(gram, error);
  const step = new Float64Array(JOINTS);
  for (let c = 0; c < JOINTS; c++) for (let i = 0; i < 6; i++) step[c] += jacobian[i * JOINTS + c] * error[i];
  return step;
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
    const step = dampedStep(toolJacobian(pose), Float64Array.of(...move, ...turn));
    for (let i = 0; i < JOINTS; i++) {
      const [low, high] = PANDA_LINKS[i].limits;
      q[i] = Math.min(high, Math.max(low, q[i] + step[i]));
    }
  }
  return q;
}
