/** The five evaluation tasks of each suite: where cubes start, and where they belong. */

import type { Vec3 } from '../../geometry/index.js';
import type { CubeSuite } from './assetFolder.js';

/** Places of the cubes' centres, metres. */
export interface CubeArrangement {
  readonly starts: readonly Vec3[];
  readonly goals: readonly Vec3[];
}

/** Half an edge of a cube, metres: the height of the centre of one that lies on the table. */
export const CUBE_HALF = 0.02;

const on = (x: number, y: number): Vec3 => [x, y, CUBE_HALF];
const one = (start: Vec3, goal: Vec3): CubeArrangement => ({ starts: [start], goals: [goal] });
const two = (starts: readonly Vec3[], goals: readonly Vec3[]): CubeArrangement => ({ starts, goals });

/** By suite, tasks 1 to 5. */
export const ARRANGEMENTS: Readonly<Record<CubeSuite, readonly CubeArrangement[]>> = {
  single: [
    one(on(0.425, 0.1), on(0.425, -0.1)),
    one(on(0.35, 0), on(0.5, 0)),
    one(on(0.5, 0), on(0.35, 0)),
    one(on(0.35, -0.2), on(0.5, 0.2)),
    one(on(0.35, 0.2), on(0.5, -0.2)),
  ],
  double: [
    // One lies where it belongs.
    two([on(0.425, 0), on(0.425, -0.1)], [on(0.425, 0), on(0.425, 0.1)]),
    two([on(0.35, -0.1), on(0.5, -0.1)], [on(0.35, 0.1), on(0.5, 0.1)]),
    two([on(0.35, 0), on(0.5, 0)], [on(0.425, -0.2), on(0.425, 0.2)]),
    // They swap places.
    two([on(0.425, -0.1), on(0.425, 0.1)], [on(0.425, 0.1), on(0.425, -0.1)]),
    // One on the other.
    two([on(0.425, -0.2), on(0.425, 0.2)], [on(0.425, 0), [0.425, 0, 3 * CUBE_HALF]]),
  ],
};
