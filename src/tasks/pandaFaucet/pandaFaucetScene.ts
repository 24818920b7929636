/**
 * How a Panda faucet looks: the arm, a column with its stem, and the handle, green once it is open.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import { aboutZ, compose, length, NO_TURN, type Pose, type Quat, subtract, vec3At } from '../../geometry/index.js';
import {
  capsuleMesh,
  cylinderMesh,
  groundPart,
  type Mesh,
  PALETTE,
  type Rgb,
  type ScenePart,
  type SceneView,
} from '../../pictures/index.js';
import { pandaArmParts } from '../pandaArm/pandaArmParts.js';
import type { Faucet } from './faucets.js';
import { FAUCET_SIZES } from './pandaFaucetModel.js';
import { FAUCET_OBS } from './pandaFaucetSpec.js';
import { HALF_LENGTHS, handleParts, OPEN, type PlacedFaucet, placeFaucet, RANGE, STEM } from './placedFaucet.js';

const TO_X: Quat = [Math.SQRT1_2, 0, Math.SQRT1_2, 0];

/** The faucet that an observation is of. */
function placedIn(faucets: readonly Faucet[], obs: ArrayLike<number>): PlacedFaucet {
  const object = obs[FAUCET_OBS.object];
  const [x, y, height] = vec3At(obs, FAUCET_OBS.faucet);
  const reach = length(subtract(vec3At(obs, FAUCET_OBS.handle), vec3At(obs, FAUCET_OBS.hinge)));
  const { height: usual, reach: usualReach } = faucets[object];
  return placeFaucet(faucets, [object, x, y, obs[FAUCET_OBS.faucet + 3], height / usual, reach / usualReach, 0]);
}

/** A straight part around its middle, and a spout's end. */
function barParts({ faucet }: PlacedFaucet, frame: Pose, color: Rgb): ScenePart[] {
  const half = HALF_LENGTHS[faucet.shape];
  const { bar, spoutEnd } = FAUCET_SIZES;
  const part = (to: number, p: Pose['p'], q: Quat): ScenePart => ({
    mesh: capsuleMesh(bar, to),
    pose: compose(frame, { p, q }),
    color,
  });
  const straight = part(2 * half, [0, 0, -half], NO_TURN);
  return faucet.shape === 'spout' ? [straight, part(spoutEnd, [0, 0, half], TO_X)] : [straight];
}

function faucetParts(placed: PlacedFaucet, angle: number): ScenePart[] {
  const { column, hinge, faucet } = placed;
  const height = column.p[2];
  const turned = compose(hinge, { p: [0, 0, 0], q: aboutZ(angle) });
  const steel = (mesh: Mesh, pose: Pose): ScenePart => ({ mesh, pose, color: PALETTE.steel });
  const color = angle >= OPEN * RANGE ? PALETTE.goal : PALETTE.peg;
  return [
    steel(cylinderMesh(FAUCET_SIZES.column, height / 2), compose(column, { p: [0, 0, -height / 2], q: NO_TURN })),
    steel(capsuleMesh(0.01, STEM), compose(hinge, { p: [0, 0, faucet.sense > 0 ? -STEM : 0], q: NO_TURN })),
    steel(capsuleMesh(FAUCET_SIZES.column, 0), hinge),
    ...handleParts(placed).flatMap((pose) => barParts(placed, compose(turned, pose), color)),
  ];
}

/**
 * The picture of a half of the family.
 *
 * @param faucets those of that half
 * @returns arm and faucet
 */
export function pandaFaucetView(faucets: readonly Faucet[]): SceneView {
  return {
    ground: groundPart([-0.9, -0.6], [0.5, 0.6]),
    camera: { eye: [0.75, -0.75, 0.6], target: [-0.1, 0, 0.25], verticalFov: 40 },
    parts: (obs) => [
      ...pandaArmParts(obs, FAUCET_OBS.joints),
      ...faucetParts(placedIn(faucets, obs), obs[FAUCET_OBS.hingeAngle]),
    ],
  };
}
