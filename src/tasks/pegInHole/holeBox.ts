/** The box with a square hole that both peg tasks share: its sizes, its MJCF and its success test. */

/** Half length of the peg and of the box, in metres. */
export const PEG_HALF_LENGTH = 0.1;
/** Half width of the peg's square section, in metres. */
export const PEG_HALF_WIDTH = 0.02;
/** Gap between peg and hole on each side, in metres. */
const CLEARANCE = 0.003;
/** Half width of the hole, in metres; the success test's bound on sideways error, too. */
export const HOLE_HALF_WIDTH = PEG_HALF_WIDTH + CLEARANCE;

/** Depth beyond which the head of a newly drawn peg would touch the box, metres in the hole's frame. */
export const CLEAR_DEPTH = -PEG_HALF_LENGTH - 0.03;

const WALL = (PEG_HALF_LENGTH - HOLE_HALF_WIDTH) / 2;
const WALL_CENTRE = HOLE_HALF_WIDTH + WALL;

/**
 * The box as a mocap body named `box`: four walls around a square hole along the body's x axis.
 *
 * The walls do not overlap, unlike those of ManiSkill's `PegInsertionSide`, whose measures these are.
 *
 * @returns an MJCF body element
 */
export function holeBoxXml(): string {
  const L = PEG_HALF_LENGTH;
  const wall = (size: string, pos: string): string => `<geom type="box" size="${size}" pos="${pos}"/>`;
  return [
    `<body name="box" mocap="true" pos="0 0.3 ${L}">`,
    wall(`${L} ${WALL} ${L}`, `0 ${WALL_CENTRE} 0`),
    wall(`${L} ${WALL} ${L}`, `0 ${-WALL_CENTRE} 0`),
    wall(`${L} ${HOLE_HALF_WIDTH} ${WALL}`, `0 0 ${WALL_CENTRE}`),
    wall(`${L} ${HOLE_HALF_WIDTH} ${WALL}`, `0 0 ${-WALL_CENTRE}`),
    '</body>',
  ].join('');
}

/**
 * Whether the peg is inserted: its head, in the hole's frame (x along the hole, origin at the box's centre), has
 * `−15 mm ≤ x ≤ 75 mm` and `|y|, |z| ≤` {@link HOLE_HALF_WIDTH}.
 *
 * The test of ManiSkill's `PegInsertionSide` as Policy Decorator corrected it (its `-v2`).
 *
 * @param x depth of the peg's head, metres; −0.1 is the entrance
 * @param y sideways error of the head, metres
 * @param z vertical error of the head, metres
 */
export function isInserted(x: number, y: number, z: number): boolean {
  return x >= -0.015 && x <= 0.075 && Math.abs(y) <= HOLE_HALF_WIDTH && Math.abs(z) <= HOLE_HALF_WIDTH;
}
