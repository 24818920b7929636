/**
 * How the Adroit tasks look: the collision shapes of hand and objects, placed from raw observations alone.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { checkForm, parseJson } from '../../files/index.js';
import { compose, type Pose, subtract } from '../../geometry/index.js';
import {
  boxMesh,
  capsuleMesh,
  cylinderMesh,
  groundPart,
  type Mesh,
  PALETTE,
  type Rgb,
  type ScenePart,
  type SceneView,
} from '../../pictures/index.js';
import { arrangement, type NamedObs, vector } from './arrangements.js';
import { type AdroitName, readAdroitAsset } from './assetFolder.js';
import { sitePosition } from './bodyPoses.js';
import { pictureForm } from './pictureForm.js';
import type { PictureModel, PictureShape } from './pictureModel.js';

const COLOURS: Readonly<Record<string, Rgb>> = {
  Object: PALETTE.peg,
  target: PALETTE.goal,
  frame: PALETTE.box,
  door: PALETTE.box,
  nail_board: PALETTE.box,
  latch: PALETTE.dark,
  nail: PALETTE.dark,
};

const PICTURES = { kind: 'model for pictures', advice: 'Fetch it again: dawnlab assets adroit' };

function meshOf({ kind, size }: PictureShape): Mesh {
  if (kind === 'box') return boxMesh(size);
  if (kind === 'cylinder') return cylinderMesh(size[0], size[1]);
  return capsuleMesh(size[0], kind === 'sphere' ? 0 : 2 * size[1]);
}

/** A capsule's mesh starts at one end, MuJoCo's in the middle. */
const meshPose = ({ kind, size, pose }: PictureShape): Pose =>
  kind === 'capsule' ? compose(pose, { p: [0, 0, -size[1]], q: [1, 0, 0, 0] }) : pose;

/** The relocate task's goal is a place in the air: a sphere of the size that counts. */
function goalBall(obs: NamedObs, model: PictureModel, poses: readonly Pose[]): ScenePart[] {
  if (!('palmToTargetX' in obs)) return [];
  const p = subtract(sitePosition(model, poses, 'S_grasp'), vector(obs, 'palmToTarget'));
  return [{ mesh: capsuleMesh(0.07, 0), pose: { p, q: [1, 0, 0, 0] }, color: PALETTE.goal, opacity: 0.35 }];
}

/** A function from observations to parts; the model is read when the first picture is drawn. */
function partsOf(name: AdroitName, obsNames: readonly string[]): SceneView['parts'] {
  let prepared: { model: PictureModel; meshes: Mesh[]; poses: Pose[] } | undefined;
  const prepare = () => {
    const file = `${name}.json`;
    const model = checkForm(parseJson(readAdroitAsset(file), file, PICTURES), pictureForm, file, PICTURES);
    return { model, meshes: model.shapes.map(meshOf), poses: model.shapes.map(meshPose) };
  };
  return (raw) => {
    prepared ??= prepare();
    const { model, meshes, poses: inBody } = prepared;
    const obs: NamedObs = Object.fromEntries(obsNames.map((entry, i) => [entry, raw[i]]));
    const poses = arrangement(name)(model, obs);
    const parts = model.shapes.map(({ body }, i): ScenePart => {
      const { name: owner } = model.bodies[body];
      const opacity = owner === 'target' ? 0.6 : 1;
      return {
        mesh: meshes[i],
        pose: compose(poses[body], inBody[i]),
        color: COLOURS[owner] ?? PALETTE.steel,
        opacity,
      };
    });
    return [...parts, ...goalBall(obs, model, poses)];
  };
}

/**
 * How a task looks.
 *
 * @param name one of the four
 * @param obsNames names of its observation's entries
 * @returns ground, camera, and parts from raw observations; these need the fetched models
 */
export function adroitView(name: AdroitName, obsNames: readonly string[]): SceneView {
  return {
    ground: groundPart([-0.5, -0.5], [0.5, 0.5]),
    camera: { eye: [0.95, -0.5, 0.6], target: [0.03, -0.16, 0.17], verticalFov: name === 'pen' ? 24 : 32 },
    parts: partsOf(name, obsNames),
  };
}
