/** Forward kinematics of a picture's model: where its bodies are for given joints, without physics. */

import {
  add,
  compose,
  fromRotationVector,
  multiply,
  type Pose,
  rotate,
  scale,
  subtract,
  type Vec3,
} from '../../geometry/index.js';
import type { PictureJoint, PictureModel } from './pictureModel.js';

/** Joint positions by name, radians or metres; joints that are not named are at 0. */
export type JointPositions = Readonly<Record<string, number>>;

/** Moves a body by one of its joints. */
function move({ p, q }: Pose, joint: PictureJoint, value: number): Pose {
  if (joint.slides) return { p: add(p, rotate(q, scale(joint.axis, value))), q };
  const turned = multiply(q, fromRotationVector(scale(joint.axis, value)));
  const anchor = add(p, rotate(q, joint.anchor));
  return { p: subtract(anchor, rotate(turned, joint.anchor)), q: turned };
}

/**
 * Poses of all bodies.
 *
 * @param model bodies, parents before their children
 * @param joints their positions
 * @param placed world poses of bodies that are known otherwise, by name
 * @returns world poses, in the order of the bodies
 */
export function bodyPoses(
  model: PictureModel,
  joints: JointPositions,
  placed: Readonly<Record<string, Pose>> = {},
): Pose[] {
  const poses: Pose[] = [];
  model.bodies.forEach((body, i) => {
    const start = i === 0 ? body.pose : compose(poses[body.parent], body.pose);
    const moved = body.joints.reduce((pose, joint) => move(pose, joint, joints[joint.name] ?? 0), start);
    poses.push(placed[body.name] ?? moved);
  });
  return poses;
}

/**
 * Where a site is.
 *
 * @param model the model
 * @param poses from {@link bodyPoses}
 * @param name name of the site
 * @returns world position, metres
 */
export function sitePosition(model: PictureModel, poses: readonly Pose[], name: string): Vec3 {
  const site = model.sites.find((each) => each.name === name);
  if (!site) throw new Error(`The picture's model has no site '${name}'.`);
  return compose(poses[site.body], { p: site.position, q: [1, 0, 0, 0] }).p;
}
