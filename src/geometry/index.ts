/** Vectors, quaternions, poses and steps of inverse kinematics, in doubles and in the order of MuJoCo. */

export { dampedStep } from './dampedStep.js';
export { eulerToQuaternion, quaternionToEuler } from './eulerAngles.js';
export { compose, NO_TURN, ORIGIN, type Pose } from './pose.js';
export {
  aboutZ,
  add,
  conjugate,
  cross,
  dot,
  fromRotationVector,
  length,
  multiply,
  type Quat,
  quatAt,
  rotate,
  scale,
  subtract,
  toRotationVector,
  type Vec3,
  vec3At,
} from './quaternion.js';
