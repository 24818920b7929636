/** Actions of experts: the Panda's tool goes towards a pose. */

import {
  conjugate,
  length,
  multiply,
  type Pose,
  type Quat,
  scale,
  subtract,
  toRotationVector,
  type Vec3,
} from '../../geometry/index.js';
import { MAX_MOVE, MAX_TURN } from './moveTool.js';

/** The tool's turn when it points down, fingers side by side across the robot's front. */
export const TOOL_DOWN: Quat = [0, 1, 0, 0];

/** The action makes up for so much of what is missing: the target is ahead of the tool, which lags, and turns wait for moves. */
const [MOVE_GAIN, TURN_GAIN] = [1.5, 0.8];

const limited = (v: Vec3, limit: number): Vec3 => scale(v, Math.min(1, limit / (length(v) || 1)));

/**
 * The action that takes the tool towards a pose.
 *
 * @param tool where it is, metres
 * @param goal where it shall be, metres
 * @param speed displacement at most, in units of action
 * @param gripper −1 closed, 1 open
 * @returns [7], as `moveTool` takes it
 */
export function toolAction(tool: Pose, goal: Pose, speed: number, gripper: number): Float32Array {
  const move = limited(scale(subtract(goal.p, tool.p), MOVE_GAIN / MAX_MOVE), speed);
  const turn = limited(scale(toRotationVector(multiply(goal.q, conjugate(tool.q))), TURN_GAIN / MAX_TURN), 1);
  return Float32Array.of(...move, ...turn, gripper);
}
