/** Hammer: pick up a hammer and drive a nail into a board of some height. */

import { length, quaternionToEuler, subtract } from '../../geometry/index.js';
import type { AdroitScene } from './adroitScene.js';
import type { AdroitRules, AdroitTask } from './adroitTask.js';
import { hammerSpec } from './hammerSpec.js';

/** Numbers of the hammer's own joints, the last ones of positions and velocities. */
const OBJECT = 6;

const bound = (value: number): number => Math.max(-1, Math.min(1, value));

function connect({ simulation, site, body, bodyQuat }: AdroitScene): AdroitRules {
  const board = simulation.indexOf('body', 'nail_board');
  // The package takes the sensor's number for its place in the readings, which holds for its one-number sensors.
  const impact = simulation.indexOf('sensor', 'S_nail');
  const [palm, tool, nail, goal] = [site('S_grasp'), site('tool'), site('S_target'), site('nail_goal')];
  const [hammerPos, hammerQuat] = [body('Object'), bodyQuat('Object')];
  const depthLeft = (): number => length(subtract(nail(), goal()));
  return {
    place(drawn) {
      simulation.model.body_pos[3 * board + 2] = drawn[0];
    },
    observe() {
      const { qpos, qvel, sensorData } = simulation;
      const velocity = Array.from(qvel.subarray(-OBJECT), bound);
      const euler = quaternionToEuler(hammerQuat());
      const nailImpact = bound(sensorData[impact]);
      return [...qpos.subarray(0, -OBJECT), ...velocity, ...palm(), ...hammerPos(), ...euler, ...nail(), nailImpact];
    },
    succeeded: () => depthLeft() < 0.01,
    denseReward() {
      const [object, head, depth] = [hammerPos(), tool(), depthLeft()];
      let reward = 0.1 * length(subtract(palm(), object)) - length(subtract(head, nail())) - 10 * depth;
      reward -= 1e-2 * Math.hypot(...simulation.qvel);
      if (object[2] > 0.04 && head[2] > 0.04) reward += 2;
      if (depth < 0.02) reward += 25;
      if (depth < 0.01) reward += 75;
      return reward;
    },
  };
}

/** Gymnasium's `AdroitHandHammer`: the board's height is drawn anew. */
export const hammer: AdroitTask = { name: 'hammer', spec: hammerSpec, draws: [[0.1, 0.25]], connect };
