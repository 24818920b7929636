/** The parts that the pictures of both peg tasks share. */

import { HOLE_HALF_WIDTH, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from './holeBox.js';
import { boxMesh, groundMesh, holedCubeMesh } from './mesh.js';
import type { Pose } from './pandaArm.js';
import { PALETTE, type ScenePart } from './scene.js';

const PEG = boxMesh([PEG_HALF_LENGTH, PEG_HALF_WIDTH, PEG_HALF_WIDTH]);
const BOX = holedCubeMesh(PEG_HALF_LENGTH, HOLE_HALF_WIDTH);

/** The world's own frame. */
export const ORIGIN: Pose = { p: [0, 0, 0], q: [1, 0, 0, 0] };

/** The peg. */
export function pegPart(pose: Pose): ScenePart {
  return { mesh: PEG, pose, color: PALETTE.peg, outline: PALETTE.pegOutline };
}

/** The box with its hole, translucent, so that the peg is seen inside. */
export function boxPart(pose: Pose): ScenePart {
  return { mesh: BOX, pose, color: PALETTE.box, outline: PALETTE.boxOutline, opacity: 0.3, shadow: 0.16 };
}

/** The ground with a grid of 10 cm. */
export function groundPart(low: readonly [number, number], high: readonly [number, number]): ScenePart {
  return { mesh: groundMesh(low, high, 0.1), pose: ORIGIN, color: PALETTE.ground, outline: PALETTE.grid };
}
