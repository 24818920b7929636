/** The Panda faucet's expert: over to the handle's back, down, and round with it. */

import { add, fromRotationVector, quatAt, rotate, scale, subtract, type Vec3, vec3At } from '../../geometry/index.js';
import type { ScriptedExpert } from '../expert.js';
import { TOOL_DOWN, toolAction } from '../pandaArm/toolAction.js';
import { FAUCET_OBS } from './pandaFaucetSpec.js';

/** Distance from the handle at which the fingers touch it, and at which they come down behind it, metres. */
const TOUCH = 0.025;
const BEHIND = 0.05;
/** Height above the hinge at which the tool passes over a handle, metres. */
const OVER = 0.13;
/** How far ahead of the handle the push aims, radians. */
const LEAD = 0.45;

/** What the expert sees. */
interface Scene {
  readonly tool: Vec3;
  readonly hinge: Vec3;
  readonly axis: Vec3;
  readonly handle: Vec3;
  readonly opening: Vec3;
  readonly toTool: Vec3;
}

/** Where the tool shall be, and how fast it may go there. */
interface Goal {
  readonly p: Vec3;
  readonly speed: number;
}

function readScene(obs: ArrayLike<number>): Scene {
  const at = (offset: number): Vec3 => vec3At(obs, offset);
  const { tcp, hinge, axis, handle, opening, toTool } = FAUCET_OBS;
  return {
    tool: at(tcp),
    hinge: at(hinge),
    axis: at(axis),
    handle: at(handle),
    opening: at(opening),
    toTool: at(toTool),
  };
}

/** A point ahead of the handle on its circle, with the fingers behind it. */
function pushGoal({ hinge, axis, handle, opening }: Scene): Goal {
  const turn = fromRotationVector(scale(axis, LEAD));
  const ahead = add(hinge, rotate(turn, subtract(handle, hinge)));
  return { p: subtract(ahead, scale(rotate(turn, opening), TOUCH)), speed: 0.35 };
}

/** Behind the handle; over it first, where the tool is not above that point. */
function approachGoal({ tool, hinge, handle, opening }: Scene): Goal {
  const behind = subtract(handle, scale(opening, BEHIND));
  const off = subtract(behind, tool);
  const over = Math.max(hinge[2], handle[2]) + OVER;
  if (Math.hypot(off[0], off[1]) < 0.02) return { p: behind, speed: 0.5 };
  if (tool[2] < over - 0.04) return { p: [tool[0], tool[1], over], speed: 0.5 };
  return { p: [behind[0], behind[1], over], speed: 0.6 };
}

function goalOf(scene: Scene): Goal {
  const [along, outwards, upwards] = scene.toTool;
  const atItsBack = along < -0.01 && along > -0.08 && Math.hypot(outwards, upwards) < 0.02;
  return atItsBack ? pushGoal(scene) : approachGoal(scene);
}

/**
 * The expert of the Panda faucets. It has no memory: what it does follows from where the tool is beside the handle.
 *
 * @param task its task
 * @returns what makes the expert
 */
export function pandaFaucetExpert(task: string): () => ScriptedExpert {
  return () => ({
    task,
    reset: () => {},
    act(obs) {
      const scene = readScene(obs);
      const { p, speed } = goalOf(scene);
      const tool = { p: scene.tool, q: quatAt(obs, FAUCET_OBS.tcp + 3) };
      return toolAction(tool, { p, q: TOOL_DOWN }, speed, -1);
    },
  });
}
