/** The gantry peg's expert: line up in front of the hole, then push. */

import { bound, type ScriptedExpert } from '../expert.js';
import { gantryPegSpec } from './gantryPegSpec.js';

/** Metres and radians per unit of action. */
const METRES = 0.02;
const RADIANS = 0.1;
/** Depth of the head at the hole's entrance, in the hole's frame, metres. */
const ENTRANCE = -0.1;
/** Where the head waits until the peg is lined up, metres. */
const WAIT = ENTRANCE - 0.04;
/** Steady forward action inside the hole: 0.4 takes 80 steps on average and sometimes more than the horizon, 0.6 takes 61. */
const PUSH = 0.6;

/** Forward action: towards the waiting point until lined up, then a steady push. */
function advance(depth: number, aligned: boolean): number {
  if (aligned || depth >= ENTRANCE + 0.005) return PUSH;
  return bound((WAIT - depth) / METRES);
}

/**
 * The expert of `gantry-peg`: a proportional controller on the head's error in the hole's frame. It solves all of 200 episodes
 * within 103 steps and has no memory.
 *
 * @returns the expert
 */
export function createGantryExpert(): ScriptedExpert {
  const { id, obsNames } = gantryPegSpec;
  const at = (name: string): number => obsNames.indexOf(name);
  const [pitch, roll, boxYaw] = [at('pegPitch'), at('pegRoll'), at('boxYaw')];
  const [headX, headY, headZ, yawError] = [at('headInHoleX'), at('headInHoleY'), at('headInHoleZ'), at('yawError')];
  return {
    task: id,
    reset: () => {},
    act(obs) {
      const [lateral, vertical, yaw] = [obs[headY], obs[headZ], obs[yawError]];
      const aligned =
        Math.abs(lateral) < 0.006 && Math.abs(vertical) < 0.006 && Math.abs(yaw) < 0.03 && Math.abs(obs[pitch]) < 0.03;
      const forward = advance(obs[headX], aligned);
      const sideways = -lateral / METRES;
      const cos = Math.cos(obs[boxYaw]);
      const sin = Math.sin(obs[boxYaw]);
      return Float32Array.of(
        bound(cos * forward - sin * sideways),
        bound(sin * forward + cos * sideways),
        bound(-vertical / METRES),
        bound(-yaw / RADIANS),
        bound(-obs[pitch] / RADIANS),
        bound(-obs[roll] / RADIANS),
      );
    },
  };
}
