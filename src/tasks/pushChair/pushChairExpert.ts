/** The push-chair's expert: behind the chair, up to it, and on to the mark. */

import { bound, type ScriptedExpert } from '../expert.js';
import { CHAIR_OBS, pushChairSpec } from './pushChairSpec.js';

/** The robot waits this far from the chair's middle, metres; its drawn-in hands touch the seat at .6. */
const WAIT = 0.85;
/** How far the chair may be from the mark when the expert lets it roll out, metres. */
const ARRIVED = 0.12;

type Flat = readonly [number, number];

const wrapped = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));

/** On towards the mark, with the chair between the hands; `aside` is how far it is to the left of them, metres. */
function push([dx, dy]: Flat, aside: number, behind: number, distance: number): Flat {
  const speed = Math.min(0.6, Math.max(0.15, distance) + Math.max(0, behind - 0.62));
  return [speed * dx - 3 * aside * dy, speed * dy + 3 * aside * dx];
}

/** Round the chair at a distance; `angle` is how far round, radians. */
function goRound([x, y]: Flat, angle: number): Flat {
  const reach = Math.hypot(x, y);
  const [ux, uy] = [x / reach, y / reach];
  const radial = 2 * (reach - WAIT);
  const round = 2 * reach * angle;
  return [radial * ux - round * uy, radial * uy + round * ux];
}

/** Velocity in the robot's own directions, m/s, from where chair and mark lie in them. */
function velocity(toChair: Flat, d: Flat, distance: number): Flat {
  const behind = toChair[0] * d[0] + toChair[1] * d[1];
  const aside = toChair[1] * d[0] - toChair[0] * d[1];
  const heading = Math.atan2(d[1], d[0]);
  if (behind > 0.4 && Math.abs(aside) < 0.07 && Math.abs(heading) < 0.2) return push(d, aside, behind, distance);
  return goRound(toChair, wrapped(Math.atan2(toChair[1], toChair[0]) - heading));
}

/**
 * The expert of `push-chair`. It has no memory.
 *
 * @returns the expert
 */
export function createPushChairExpert(): ScriptedExpert {
  return {
    task: pushChairSpec.id,
    reset: () => {},
    act(obs) {
      const { toChair, distance: at, handAboveSeat } = CHAIR_OBS;
      const distance = obs[at];
      const d = [obs[toChair + 4] / distance, obs[toChair + 5] / distance] as const;
      if (distance < ARRIVED) return new Float32Array(pushChairSpec.actionDim);
      const [x, y] = velocity([obs[toChair], obs[toChair + 1]], d, distance);
      const drawIn = (joint: number): number => bound(-4 * obs[joint]);
      return Float32Array.of(
        bound(x, 0.7),
        bound(y, 0.7),
        bound(2 * Math.atan2(d[1], d[0])),
        bound(-5 * obs[handAboveSeat]),
        drawIn(12),
        drawIn(13),
      );
    },
  };
}
