/** Where a faucet stands in an episode, and where its parts are. */

import {
  aboutZ,
  add,
  compose,
  multiply,
  NO_TURN,
  type Pose,
  type Quat,
  rotate,
  scale,
  type Vec3,
} from '../../geometry/index.js';
import type { RandomStream } from '../../random/index.js';
import type { Faucet } from './faucets.js';

/** The hinge is this far up the axis from the column's top, metres. */
export const STEM = 0.045;
/** The pushed point lies this far inside the tip of a lever, and of a spout. */
const INSIDE_TIP = 0.03;
/** Half lengths of the straight parts, metres. */
export const HALF_LENGTHS = { lever: 0.06, spout: 0.08, knob: 0.02 } as const;
/** Every hinge turns by a quarter. */
export const RANGE = Math.PI / 2;
/** Share of {@link RANGE} from which a faucet counts as open. */
export const OPEN = 0.9;

const OVER: Quat = [0, 1, 0, 0];
const aboutY = (angle: number): Quat => [Math.cos(angle / 2), 0, Math.sin(angle / 2), 0];

/** Positions in a task's memory of what an episode draws: which faucet, where and how large it is, how hard it turns. */
export const DRAWN = { faucet: 0, x: 1, y: 2, yaw: 3, height: 4, reach: 5, damping: 6, size: 7 } as const;

/** A faucet in its place. */
export interface PlacedFaucet {
  readonly faucet: Faucet;
  /** The column's top, turned with the faucet. */
  readonly column: Pose;
  /** The hinge: its z axis is the one that the handle turns about, its x axis the closed handle's direction. */
  readonly hinge: Pose;
  /** Distance of the pushed point from the axis, metres. */
  readonly reach: number;
  /** Resistance of the hinge, N·m·s. */
  readonly damping: number;
}

/**
 * Draws what an episode has: a faucet, its place and turn, 10 % of its height, 8 % of its reach, its resistance.
 *
 * @param random the episode's stream
 * @param count how many faucets there are to choose from
 * @returns the numbers of {@link DRAWN}
 */
export function drawFaucet(random: RandomStream, count: number): number[] {
  return [
    Math.min(count - 1, Math.floor(random.uniform(0, count))),
    random.uniform(0.08, 0.16),
    random.uniform(-0.08, 0.08),
    random.uniform(-0.3, 0.3),
    random.uniform(0.9, 1.1),
    random.uniform(0.92, 1.08),
    random.uniform(0.1, 0.6),
  ];
}

/**
 * The faucet that was drawn.
 *
 * @param faucets those to choose from
 * @param drawn numbers of {@link DRAWN}
 * @returns it in its place
 */
export function placeFaucet(faucets: readonly Faucet[], drawn: ArrayLike<number>): PlacedFaucet {
  const faucet = faucets[drawn[DRAWN.faucet]];
  const { lean, start, sense } = faucet;
  const turned = aboutZ(drawn[DRAWN.yaw]);
  const column: Pose = { p: [drawn[DRAWN.x], drawn[DRAWN.y], faucet.height * drawn[DRAWN.height]], q: turned };
  const upright = multiply(aboutY(-lean), aboutZ(start));
  const axis = rotate(aboutY(-lean), [0, 0, 1]);
  const hinge = compose(column, { p: scale(axis, STEM), q: multiply(upright, sense > 0 ? NO_TURN : OVER) });
  return { faucet, column, hinge, reach: faucet.reach * drawn[DRAWN.reach], damping: drawn[DRAWN.damping] };
}

/** The handle's direction in the hinge's frame, at angle 0. */
const outwards = ({ rise, sense }: Faucet): Vec3 => [Math.cos(rise), 0, sense * Math.sin(rise)];

/**
 * The point where the handle is pushed.
 *
 * @param placed the faucet
 * @param angle of the hinge, radians
 * @returns in the world, metres
 */
export function handlePoint({ faucet, hinge, reach }: PlacedFaucet, angle: number): Vec3 {
  return add(hinge.p, rotate(multiply(hinge.q, aboutZ(angle)), scale(outwards(faucet), reach)));
}

/**
 * The straight parts of a handle in the hinge's frame, at angle 0: one, or a knob's four spokes.
 *
 * @param placed the faucet
 * @returns their middles; z is along the part, a spout's end goes along x
 */
export function handleParts({ faucet, reach }: PlacedFaucet): Pose[] {
  const { shape, rise, sense } = faucet;
  if (shape === 'knob')
    return [0, 1, 2, 3].map((spoke) => {
      const turned = aboutZ((spoke * Math.PI) / 2);
      return { p: rotate(turned, [reach, 0, 0]), q: multiply(turned, aboutY(Math.PI / 2)) };
    });
  const along = aboutY(Math.PI / 2 - sense * rise);
  const middle = scale(outwards(faucet), reach + INSIDE_TIP - HALF_LENGTHS[shape]);
  return [{ p: middle, q: sense > 0 ? along : multiply(along, aboutZ(Math.PI)) }];
}
