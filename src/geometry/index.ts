/** Vectors, quaternions, poses and steps of inverse kinematics, in doubles and in the order of MuJoCo. */

export { dampedStep } from './dampedStep.js';
export { eulerToQuaternion, quaternionToEuler } from './eulerAngles.js';
export { compose, NO_TURN, ORIGIN, type Pose } from './pose.js';
export {
  aboutZ,
  conjugate,
  fromRotationVector,
  multiply,
  type Quat,
  quatAt,
  rotate,
  toRotationVector,
} from './quaternion.js';
export { add, cross, dot, length, scale, subtract, type Vec3, vec3At } from './vector.js';
