/** Control of the Panda arm by displacements of its tool, after ManiSkill's `pd_ee_delta_pose`. */

import type { Simulation } from '../../environments/index.js';
import { add, fromRotationVector, multiply, type Pose, scale, vec3At } from '../../geometry/index.js';
import { solveInverseKinematics } from './kinematics.js';
import { armPose } from './pandaArm.js';

/** Largest displacement (m) and rotation (rad) of the tool's target per control period. */
export const MAX_MOVE = 0.1;
/** See {@link MAX_MOVE}. */
export const MAX_TURN = 0.1;
/** Finger positions (m) of a closed and of an open gripper; closing beyond what is held is what squeezes it. */
const CLOSED = -0.01;
/** See {@link CLOSED}. */
export const GRIPPER_OPEN = 0.04;

/**
 * Moves the target of the arm's actuators, which come first, to the tool's present pose plus an action.
 *
 * @param simulation where the arm is
 * @param joint position of the arm's first joint in `qpos`
 * @param action [7]: displacement and rotation vector of the tool in world axes, a unit is 10 cm and 0.1 rad; gripper, −1
 *   closed and 1 open
 */
export function moveTool({ qpos, ctrl }: Simulation, joint: number, action: Float64Array): void {
  const arm = qpos.subarray(joint, joint + 7);
  const { tcp } = armPose(arm);
  const target: Pose = {
    p: add(tcp.p, scale(vec3At(action, 0), MAX_MOVE)),
    q: multiply(fromRotationVector(scale(vec3At(action, 3), MAX_TURN)), tcp.q),
  };
  ctrl.set(solveInverseKinematics(arm, target));
  ctrl.fill(CLOSED + ((GRIPPER_OPEN - CLOSED) * (action[6] + 1)) / 2, 7, 9);
}
