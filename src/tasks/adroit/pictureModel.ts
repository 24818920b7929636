/** What pictures need of a model: bodies, joints and simple shapes, taken from the compiled model when it is fetched. */

import type { WasmModule } from '../../environments/index.js';
import { type Pose, quatAt, type Vec3, vec3At } from '../../geometry/index.js';

/** A joint of one degree of freedom, in its body's frame. */
export interface PictureJoint {
  readonly name: string;
  /** Whether it slides; it turns otherwise. */
  readonly slides: boolean;
  readonly axis: Vec3;
  /** A point on the axis, metres. */
  readonly anchor: Vec3;
}

/** A body in its parent's frame, all joints at 0. */
interface PictureBody {
  readonly name: string;
  /** Index of the parent; the world, 0, is its own. */
  readonly parent: number;
  readonly pose: Pose;
  readonly joints: readonly PictureJoint[];
}

/** A shape in its body's frame; sizes as MuJoCo has them: radius and half length, or three half sizes. */
export interface PictureShape {
  readonly body: number;
  readonly kind: 'sphere' | 'capsule' | 'cylinder' | 'box';
  readonly size: Vec3;
  readonly pose: Pose;
}

/** A site in its body's frame. */
interface PictureSite {
  readonly body: number;
  readonly name: string;
  readonly position: Vec3;
}

/** Everything of one task. Parents come before their children. */
export interface PictureModel {
  readonly bodies: readonly PictureBody[];
  readonly shapes: readonly PictureShape[];
  readonly sites: readonly PictureSite[];
}

/** MuJoCo's numbers of geometry types. */
const KINDS: Readonly<Record<number, PictureShape['kind']>> = { 2: 'sphere', 3: 'capsule', 5: 'cylinder', 6: 'box' };
/** MuJoCo's number of a sliding joint. */
const SLIDE = 2;
/** What is drawn as the ground, or was never meant to be seen. */
const HIDDEN = ['world', 'table', 'vive_tracker'];

/**
 * Reads a model.
 *
 * @param mujoco the loaded engine
 * @param xml an MJCF document without meshes
 * @returns plain numbers, which JSON keeps
 */
export function pictureModel(mujoco: WasmModule, xml: string): PictureModel {
  const model = mujoco.MjModel.from_xml_string(xml);
  const { mjOBJ_BODY, mjOBJ_JOINT, mjOBJ_SITE } = mujoco.mjtObj;
  const count = (n: number) => Array.from({ length: n }, (_, i) => i);
  const joints = count(model.njnt).map((i) => ({
    body: model.jnt_bodyid[i] as number,
    name: mujoco.mj_id2name(model, mjOBJ_JOINT.value, i),
    slides: model.jnt_type[i] === SLIDE,
    axis: vec3At(model.jnt_axis, 3 * i),
    anchor: vec3At(model.jnt_pos, 3 * i),
  }));
  const bodies = count(model.nbody).map((i) => ({
    name: mujoco.mj_id2name(model, mjOBJ_BODY.value, i),
    parent: model.body_parentid[i] as number,
    pose: { p: vec3At(model.body_pos, 3 * i), q: quatAt(model.body_quat, 4 * i) },
    joints: joints.filter(({ body }) => body === i).map(({ body: _, ...joint }) => joint),
  }));
  const shapes = count(model.ngeom).flatMap((i) => {
    const [body, kind]: [number, PictureShape['kind'] | undefined] = [model.geom_bodyid[i], KINDS[model.geom_type[i]]];
    if (!kind || HIDDEN.includes(bodies[body].name)) return [];
    const pose = { p: vec3At(model.geom_pos, 3 * i), q: quatAt(model.geom_quat, 4 * i) };
    return [{ body, kind, size: vec3At(model.geom_size, 3 * i), pose }];
  });
  const sites = count(model.nsite).map((i) => ({
    body: model.site_bodyid[i] as number,
    name: mujoco.mj_id2name(model, mjOBJ_SITE.value, i),
    position: vec3At(model.site_pos, 3 * i),
  }));
  model.delete();
  return { bodies, shapes, sites };
}
