/**
 * The parts that the pictures of both peg tasks share.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import type { Pose } from '../../geometry/index.js';
import { boxMesh, holedCubeMesh, PALETTE, type ScenePart } from '../../pictures/index.js';
import { HOLE_HALF_WIDTH, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from './holeBox.js';

const PEG = boxMesh([PEG_HALF_LENGTH, PEG_HALF_WIDTH, PEG_HALF_WIDTH]);
const BOX = holedCubeMesh(PEG_HALF_LENGTH, HOLE_HALF_WIDTH);

/** The peg. */
export function pegPart(pose: Pose): ScenePart {
  return { mesh: PEG, pose, color: PALETTE.peg, outline: PALETTE.pegOutline };
}

/** The box with its hole, translucent, so that the peg is seen inside. */
export function boxPart(pose: Pose): ScenePart {
  return { mesh: BOX, pose, color: PALETTE.box, outline: PALETTE.boxOutline, opacity: 0.3, shadow: 0.16 };
}
