/** Who solves the cubes: OGBench's Markov oracle for one cube, and which cube is next. */

import { add, length, scale, subtract, type Vec3, vec3At } from '../../geometry/index.js';
import { bound, type ScriptedExpert } from '../expert.js';
import { CUBES, type CubeSuite } from './assetFolder.js';
import { CENTRE, cubeGroups, PER_METRE } from './cubeSpec.js';

/** What the expert reads in an observation: places in metres, yaws in radians. */
interface Scene {
  readonly effector: Vec3;
  readonly yaw: number;
  readonly contact: number;
  readonly cubes: readonly { readonly at: Vec3; readonly goal: Vec3; readonly yaw: number }[];
}

/** Which cube is carried where. */
interface Errand {
  readonly cube: number;
  readonly to: Vec3;
}

const LIFT: Vec3 = [0, 0, 0.18];
/** The tips count as high from here, metres. */
const HIGH = 0.16;
/** Distances that count as above, and as at, metres. */
const [ABOVE, AT] = [0.04, 0.02];
/** Places nearer than this are one place, metres: a cube and what the gripper needs beside it. */
const APART = 0.06;
const GAINS = { move: 5, turn: 3 } as const;
/** A move is at least this long, metres: the oracle's guard against creeping. */
const SHORTEST = 0.05;
/** Where a cube waits while its goal is taken, metres. */
const WAITING: readonly Vec3[] = [
  [0.425, 0, 0.02],
  [0.35, 0, 0.02],
  [0.5, 0, 0.02],
];

const place = (obs: ArrayLike<number>, index: number): Vec3 => add(CENTRE, scale(vec3At(obs, index), 1 / PER_METRE));
const flat = ([x, y]: Vec3): Vec3 => [x, y, 0];
const apart = (a: Vec3, b: Vec3): number => length(subtract(a, b));
const aside = (a: Vec3, b: Vec3): number => apart(flat(a), flat(b));

function read(obs: ArrayLike<number>, suite: CubeSuite): Scene {
  const at = cubeGroups(suite);
  const yawAt = (index: number) => Math.atan2(obs[index + 1], obs[index]);
  return {
    effector: place(obs, at.effector),
    yaw: yawAt(at.effector + 3),
    contact: obs[at.gripper + 1],
    cubes: Array.from({ length: CUBES[suite] }, (_, i) => ({
      at: place(obs, at.cube(i)),
      goal: place(obs, at.goal(i)),
      yaw: yawAt(at.cube(i) + 7),
    })),
  };
}

/** The next errand; none when every cube is where it belongs. */
function nextErrand({ cubes }: Scene): Errand | undefined {
  const astray = cubes.flatMap(({ at, goal }, cube) => (apart(at, goal) > AT ? [{ cube, to: goal }] : []));
  const others = (cube: number) => cubes.filter((_, i) => i !== cube);
  const isFree = ({ cube, to }: Errand) =>
    others(cube).every(({ at }) => apart(at, to) > APART || (apart(at, to) > AT && aside(at, to) < AT));
  // A goal in the air rests on a cube that must be there before.
  const isBorne = ({ cube, to }: Errand) =>
    to[2] < 0.03 || others(cube).some(({ at }) => aside(at, to) < AT && at[2] < to[2]);
  const ready = astray.find((errand) => isFree(errand) && isBorne(errand));
  if (ready || astray.length === 0) return ready;
  const { cube } = astray[0];
  const taken = cubes.flatMap(({ at, goal }) => [at, goal]);
  const spot = WAITING.find((spot) => taken.every((each) => aside(each, spot) > APART)) ?? WAITING[0];
  return { cube, to: spot };
}

/** The yaw among those that look the same, a quarter turn apart, that is nearest. */
function nearestYaw(from: number, to: number): number {
  const quarter = Math.PI / 2;
  return to + quarter * Math.round((from - to) / quarter);
}

/** One action of the oracle: towards a place, with a turn, and the gripper opening (−1) or closing (1). */
function towards(move: Vec3, turn: number, grip: number): Float32Array {
  const size = length(move);
  const shaped = size >= SHORTEST ? move : scale(move, SHORTEST / (size + 1e-6));
  return Float32Array.from([...scale(shaped, GAINS.move), GAINS.turn * turn, grip], (entry) => bound(entry));
}

/** The oracle's phases of carrying a cube to a place. */
function carry({ effector, yaw, contact, cubes }: Scene, { cube, to }: Errand): Float32Array {
  const { at, yaw: cubeYaw } = cubes[cube];
  const turn = nearestYaw(yaw, cubeYaw) - yaw;
  const isHeld = contact > 0.5;
  if (aside(at, effector) > ABOVE) return towards(subtract(add(at, LIFT), effector), turn, -1);
  if (apart(at, effector) > AT) return towards(subtract(at, effector), turn, -1);
  if (!isHeld) return towards(subtract(at, effector), turn, 1);
  const straighten = nearestYaw(yaw, 0) - yaw;
  const isOver = aside(to, at) <= ABOVE;
  if (isOver) return towards(subtract(to, effector), straighten, 1);
  if (effector[2] <= HIGH) return towards(subtract(add(flat(at), scale(LIFT, 2)), effector), 0, 1);
  return towards(subtract(add(flat(to), LIFT), effector), straighten, 1);
}

/** Opens the gripper, then goes up. */
function leave({ effector, contact, cubes }: Scene, { cube }: Errand): Float32Array {
  const { at } = cubes[cube];
  if (contact >= 0.1) return towards(subtract(at, effector), 0, -1);
  return towards(subtract(add(flat(at), scale(LIFT, 2)), effector), 0, -1);
}

/**
 * The expert of a suite: the package's `CubeMarkovOracle` with a shorter least step, and errands before it. Where goals are taken by
 * other cubes it carries one aside first.
 *
 * @param suite which
 * @param task id of the task it is for
 * @returns the expert, which remembers its errand
 */
export function createCubeExpert(suite: CubeSuite, task: string): ScriptedExpert {
  let errand: Errand | undefined;
  return {
    task,
    remembers: true,
    source: "a port of OGBench's CubeMarkovOracle (MIT)",
    reset: () => {
      errand = undefined;
    },
    act(obs) {
      const scene = read(obs, suite);
      errand ??= nextErrand(scene);
      if (!errand) return new Float32Array(5);
      const { at } = scene.cubes[errand.cube];
      if (apart(at, errand.to) > AT) return carry(scene, errand);
      const action = leave(scene, errand);
      if (scene.contact < 0.1 && scene.effector[2] > HIGH) errand = undefined;
      return action;
    },
  };
}
