/** Where the Panda peg's expert wants the tool in each of its phases, and when a phase has done its work. */

import {
  aboutZ,
  add,
  conjugate,
  length,
  multiply,
  type Quat,
  quatAt,
  rotate,
  subtract,
  toRotationVector,
  type Vec3,
  vec3At,
} from '../../geometry/index.js';
import { TOOL_DOWN } from '../pandaArm/toolAction.js';

/** What the expert is doing. */
export type PandaPhase = 'reach' | 'descend' | 'close' | 'carry' | 'insert';

const HALF_LENGTH = 0.1;
/** Where the fingers hold the peg: this far from its centre, away from the head, metres. */
const GRASP_POINT: Vec3 = [-0.06, 0, 0];
const HOVER = 0.08;
/** Waiting depth of the head in the hole's frame, metres; the entrance is at −0.1. */
const WAIT = -0.14;
const CLOSING_STEPS = 6;
const INSERT_SPEED = 0.25;
const CARRY_SPEED = 0.6;

/** What the expert sees. */
export interface Scene {
  readonly tool: { readonly p: Vec3; readonly q: Quat };
  readonly peg: { readonly p: Vec3; readonly q: Quat };
  readonly box: { readonly p: Vec3; readonly q: Quat };
  readonly head: Vec3;
}

/** The tool's pose wanted, the gripper (−1 closed, 1 open) and the speed limit. */
export interface Goal {
  readonly p: Vec3;
  readonly q: Quat;
  readonly gripper: number;
  readonly speed: number;
}

/**
 * What an observation shows.
 *
 * @param obs observation of `panda-peg`
 * @param at index of a number by its name
 * @returns poses of tool, peg and box, and the head in the hole's frame, metres
 */
export function readScene(obs: ArrayLike<number>, at: (name: string) => number): Scene {
  const pose = (name: string) => ({ p: vec3At(obs, at(`${name}X`)), q: quatAt(obs, at(`${name}Qw`)) });
  return {
    tool: pose('tcp'),
    peg: pose('peg'),
    box: { p: [obs[at('boxX')], obs[at('boxY')], HALF_LENGTH], q: aboutZ(obs[at('boxYaw')]) },
    head: vec3At(obs, at('headInHoleX')),
  };
}

const horizontal = (v: Vec3): number => Math.hypot(v[0], v[1]);

/** The tool's pose for a grasp of the lying peg, `height` metres above it. */
function graspGoal({ peg }: Scene, height: number): Goal {
  const yaw = 2 * Math.atan2(peg.q[3], peg.q[0]);
  const p = add(add(peg.p, rotate(peg.q, GRASP_POINT)), [0, 0, height]);
  return { p, q: multiply(aboutZ(yaw), TOOL_DOWN), gripper: 1, speed: CARRY_SPEED };
}

/** The tool's pose that puts the held peg's head at a depth on the hole's axis, whatever the grasp turned out to be. */
function carryGoal({ tool, peg, box }: Scene, depth: number, speed: number): Goal {
  const turn = multiply(box.q, conjugate(peg.q));
  const centre = add(box.p, rotate(box.q, [depth - HALF_LENGTH, 0, 0]));
  return {
    p: add(centre, rotate(turn, subtract(tool.p, peg.p))),
    q: multiply(turn, tool.q),
    gripper: -1,
    speed,
  };
}

/**
 * The goal in a phase.
 *
 * @param phase what the expert is doing
 * @param scene what it sees
 * @returns the tool's pose wanted, the gripper and the speed limit
 */
export function goalOf(phase: PandaPhase, scene: Scene): Goal {
  const { tool, peg, head } = scene;
  if (phase === 'reach') return graspGoal(scene, HOVER);
  if (phase === 'descend') return graspGoal(scene, -0.002);
  if (phase === 'close') return { ...tool, gripper: -1, speed: CARRY_SPEED };
  if (phase === 'insert') return carryGoal(scene, head[0] + 0.015, INSERT_SPEED);
  const onTheTable = peg.p[2] < HALF_LENGTH - 0.02 && Math.abs(head[0] - WAIT) > 0.1;
  if (onTheTable) return { ...tool, p: add(tool.p, [0, 0, 0.08]), gripper: -1, speed: CARRY_SPEED };
  return carryGoal(scene, WAIT, CARRY_SPEED);
}

/**
 * Whether a phase has done its work.
 *
 * @param phase what the expert is doing
 * @param scene what it sees
 * @param stepsInPhase primitive steps since the phase began
 * @returns true where the next phase may begin
 */
export function isDone(phase: PandaPhase, scene: Scene, stepsInPhase: number): boolean {
  const { tool, peg, box, head } = scene;
  const goal = goalOf(phase, scene);
  const off = subtract(goal.p, tool.p);
  if (phase === 'reach')
    return length(off) < 0.008 && length(toRotationVector(multiply(goal.q, conjugate(tool.q)))) < 0.05;
  if (phase === 'descend') return Math.abs(off[2]) < 0.006 && horizontal(off) < 0.005;
  if (phase === 'close') return stepsInPhase >= CLOSING_STEPS;
  const tilt = length(toRotationVector(multiply(box.q, conjugate(peg.q))));
  return phase === 'carry' && Math.abs(head[0] - WAIT) < 0.012 && Math.hypot(head[1], head[2]) < 0.0025 && tilt < 0.02;
}
