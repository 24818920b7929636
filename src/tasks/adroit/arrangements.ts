/** From raw observations to poses: what an observation leaves out follows from what it shows. */

import {
  add,
  cross,
  dot,
  eulerToQuaternion,
  fromRotationVector,
  length,
  type Pose,
  type Quat,
  scale,
  subtract,
  type Vec3,
} from '../../geometry/index.js';
import type { AdroitName } from './assetFolder.js';
import { bodyPoses, type JointPositions, sitePosition } from './bodyPoses.js';
import type { PictureModel } from './pictureModel.js';

/** An observation by the names of its entries. */
export type NamedObs = Readonly<Record<string, number>>;
/** Finds the world poses of all bodies from an observation. */
export type Arrangement = (model: PictureModel, obs: NamedObs) => Pose[];

/**
 * Three entries of an observation.
 *
 * @param name what they have in common, for instance `palm` for `palmX`, `palmY`, `palmZ`
 */
export const vector = (obs: NamedObs, name: string): Vec3 => [obs[`${name}X`], obs[`${name}Y`], obs[`${name}Z`]];

/** The rotation that turns z into a direction, about an axis at right angles to both. */
function alongZ(direction: Vec3): Quat {
  const axis = cross([0, 0, 1], direction);
  const sine = length(axis);
  if (sine < 1e-9) return direction[2] > 0 ? [1, 0, 0, 0] : [0, 1, 0, 0];
  return fromRotationVector(scale(axis, Math.atan2(sine, direction[2]) / sine));
}

/** Moves bodies so that a site comes to where it was seen. */
function shift(model: PictureModel, poses: Pose[], names: readonly string[], site: string, seen: Vec3): Pose[] {
  const offset = subtract(seen, sitePosition(model, poses, site));
  return poses.map((pose, i) => (names.includes(model.bodies[i].name) ? { ...pose, p: add(pose.p, offset) } : pose));
}

const ARRANGE: Readonly<Record<AdroitName, Arrangement>> = {
  door(model, obs) {
    const joints: JointPositions = { ...obs, door_hinge: obs.doorHinge };
    // The slide of the forearm is not observed, but where it brings the palm is.
    const [at0, at1] = [0, 1].map((ARTz) => sitePosition(model, bodyPoses(model, { ...joints, ARTz }), 'S_grasp'));
    const ARTz = dot(subtract(at1, at0), subtract(vector(obs, 'palm'), at0));
    const poses = bodyPoses(model, { ...joints, ARTz });
    return shift(model, poses, ['frame', 'door', 'latch'], 'S_handle', vector(obs, 'handle'));
  },
  hammer(model, obs) {
    const hammer = { p: vector(obs, 'hammer'), q: eulerToQuaternion(vector(obs, 'hammerEuler')) };
    const poses = bodyPoses(model, { ...obs, nail_dir: obs.nailDepth }, { Object: hammer });
    return shift(model, poses, ['nail_board', 'nail'], 'S_target', vector(obs, 'nail'));
  },
  pen(model, obs) {
    const pen = { p: vector(obs, 'pen'), q: alongZ(vector(obs, 'penDir')) };
    const { pose } = model.bodies.find(({ name }) => name === 'target') as PictureModel['bodies'][number];
    return bodyPoses(model, obs, { Object: pen, target: { p: pose.p, q: alongZ(vector(obs, 'targetDir')) } });
  },
  relocate(model, obs) {
    const poses = bodyPoses(model, obs);
    const ball = subtract(sitePosition(model, poses, 'S_grasp'), vector(obs, 'palmToBall'));
    return bodyPoses(model, obs, { Object: { p: ball, q: [1, 0, 0, 0] } });
  },
};

/**
 * How a task's observations are read.
 *
 * @param name one of the four
 * @returns the function from its observation to the poses of its model's bodies
 */
export function arrangement(name: AdroitName): Arrangement {
  return ARRANGE[name];
}
