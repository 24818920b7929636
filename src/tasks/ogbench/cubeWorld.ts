/** OGBench's cubes in-process: its models, control, observation and success test, number for number. */

import type { Physics, Simulation } from '../../environments/index.js';
import { aboutZ, length, type Pose, quatAt, subtract, type Vec3, vec3At } from '../../geometry/index.js';
import { CUBES, type CubeSuite, readCubeModel } from './assetFolder.js';
import { reachDown, UR5E_HOME, yawOf } from './ur5e.js';

/** Physics steps of 2 ms per control period of 50 ms. */
export const SUBSTEPS = 25;
/** Where the parts stand in positions: the gripper's first joint is its opening, a cube has seven numbers. */
const QPOS = { gripper: 6, cubes: 14, cube: 7 } as const;
const ARM = UR5E_HOME.length;
/** The gripper's joint when it is closed, radians. */
const CLOSED = 0.8;
/** A unit of action: metres, radians of yaw, the whole way of the gripper. */
const ACTION = { move: 0.05, turn: 0.3 } as const;
const WORKSPACE: readonly [Vec3, Vec3] = [
  [0.25, -0.35, 0.02],
  [0.6, 0.35, 0.35],
];
/** Newtons on a finger that count as full contact. */
const FULL_CONTACT = 50;
/** Metres from its goal at which a cube still counts as there. */
const WITHIN = 0.04;

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** What is read of the gripper right after the physics, when sites and bodies lag the joints by one substep. */
export interface Sensed {
  /** The point between the finger tips, metres. */
  readonly effector: Vec3;
  /** Radians. */
  readonly yaw: number;
  /** 0 to 1. */
  readonly contact: number;
}

/** Where an episode begins: tips of the gripper, then of every cube the centre, metres; yaws in radians. */
export interface CubeStart {
  readonly effector: Vec3;
  readonly yaw: number;
  readonly cubes: readonly { readonly position: Vec3; readonly yaw: number }[];
}

/** A suite's simulation with what OGBench does on it. */
export interface CubeWorld {
  readonly simulation: Simulation;
  /** Cubes. */
  readonly count: number;
  /** Puts arm and cubes of a reset simulation where an episode begins; `simulation.forward` is to follow. */
  place(start: CubeStart): void;
  /** Shows the goals in the model, where they touch nothing. */
  mark(goals: readonly Vec3[]): void;
  /** Turns an action into controls, from what was sensed at the end of the period before. */
  control(action: ArrayLike<number>, sensed: Sensed): void;
  sense(): Sensed;
  /** The gripper's opening, from 0, open, to 1, closed. */
  opening(): number;
  /** Where a cube is. */
  cube(index: number): Pose;
  /** Whether every cube is within 4 cm of its goal. */
  succeeded(goals: readonly Vec3[]): boolean;
}

function placeParts({ qpos }: Simulation, { effector, yaw, cubes }: CubeStart): void {
  qpos.set(reachDown(UR5E_HOME, effector, yaw));
  cubes.forEach((cube, i) => {
    qpos.set([...cube.position, ...aboutZ(cube.yaw)], QPOS.cubes + QPOS.cube * i);
  });
}

const opening = ({ qpos }: Simulation): number => within(qpos[QPOS.gripper] / CLOSED, 0, 1);

/** Targets of the arm's joints and of the gripper, relative to where these are now. */
function control(simulation: Simulation, action: ArrayLike<number>, { effector, yaw }: Sensed): void {
  const [low, high] = WORKSPACE;
  const moved = (i: number) => within(effector[i] + ACTION.move * action[i], low[i], high[i]);
  const { qpos, ctrl } = simulation;
  ctrl.set(reachDown(qpos, [moved(0), moved(1), moved(2)], yaw + ACTION.turn * action[3]));
  ctrl[ARM] = 255 * within(opening(simulation) + action[4], 0, 1);
}

/**
 * Makes a suite with its own simulation.
 *
 * @param physics the loaded build of MuJoCo
 * @param suite which
 * @returns its functions
 * @throws Error with the command that fetches the models when they are missing
 */
export function createCubeWorld(physics: Physics, suite: CubeSuite): CubeWorld {
  const simulation = physics.simulate(readCubeModel(suite));
  const pinch = 3 * simulation.indexOf('site', 'ur5e/robotiq/pinch');
  const hand = 4 * simulation.indexOf('body', 'ur5e/robotiq/base');
  const pad = 6 * simulation.indexOf('body', 'ur5e/robotiq/right_pad');
  const cube = (index: number): Pose => {
    const { qpos } = simulation;
    const at = QPOS.cubes + QPOS.cube * index;
    return { p: vec3At(qpos, at), q: quatAt(qpos, at + 3) };
  };
  return {
    simulation,
    count: CUBES[suite],
    place: (start) => placeParts(simulation, start),
    mark(goals) {
      simulation.mocapPos.set(goals.flat());
      simulation.mocapQuat.set(goals.flatMap(() => [1, 0, 0, 0]));
    },
    control: (action, sensed) => control(simulation, action, sensed),
    sense() {
      simulation.resolveForces();
      const force = Math.hypot(...simulation.bodyForce.subarray(pad, pad + 6));
      return {
        effector: vec3At(simulation.sitePos, pinch),
        yaw: yawOf(quatAt(simulation.bodyQuat, hand)),
        contact: within(force / FULL_CONTACT, 0, 1),
      };
    },
    opening: () => opening(simulation),
    cube,
    succeeded: (goals) => goals.every((goal, i) => length(subtract(cube(i).p, goal)) <= WITHIN),
  };
}

/** Where a reset may put the finger tips, metres. */
const ABOVE: readonly [Vec3, Vec3] = [
  [0.25, -0.35, 0.2],
  [0.6, 0.35, 0.35],
];
/** How far a reset moves a cube from its place, metres. */
const SCATTER = 0.01;

/**
 * OGBench's reset, from its draws.
 *
 * @param starts the arrangement's places of the cubes, metres
 * @param draw a number uniform in [low, high); called for the tips' x, y, z and yaw, then for each cube's x, y and yaw
 * @returns where the episode begins
 */
export function drawnStart(starts: readonly Vec3[], draw: (low: number, high: number) => number): CubeStart {
  const [low, high] = ABOVE;
  const effector: Vec3 = [draw(low[0], high[0]), draw(low[1], high[1]), draw(low[2], high[2])];
  const yaw = draw(-Math.PI, Math.PI);
  const cubes = starts.map(([x, y, z]) => {
    const position: Vec3 = [x + draw(-SCATTER, SCATTER), y + draw(-SCATTER, SCATTER), z];
    return { position, yaw: draw(0, 2 * Math.PI) };
  });
  return { effector, yaw, cubes };
}
