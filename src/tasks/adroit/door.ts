/** Door: undo a stiff latch and open a door that stands somewhere in front of the hand. */

import { length, subtract } from '../../geometry/index.js';
import type { AdroitScene } from './adroitScene.js';
import type { AdroitRules, AdroitTask } from './adroitTask.js';
import { doorSpec } from './doorSpec.js';

/** Hinge angle from which the task is solved, radians. */
const OPEN = 1.35;

function connect({ simulation, site }: AdroitScene): AdroitRules {
  const frame = simulation.indexOf('body', 'frame');
  const hinge: number = simulation.model.jnt_dofadr[simulation.indexOf('joint', 'door_hinge')];
  const [palm, handle] = [site('S_grasp'), site('S_handle')];
  return {
    place: (drawn) => simulation.model.body_pos.set([drawn[0], drawn[1], drawn[2]], 3 * frame),
    observe() {
      const { qpos } = simulation;
      const [p, h, angle] = [palm(), handle(), qpos[hinge]];
      const latch = qpos[qpos.length - 1];
      return [...qpos.subarray(1, -2), latch, angle, ...p, ...h, ...subtract(p, h), angle > 1 ? 1 : -1];
    },
    succeeded: () => simulation.qpos[hinge] >= OPEN,
    denseReward() {
      const { qpos, qvel } = simulation;
      const angle = qpos[hinge];
      let reward = 0.1 * length(subtract(palm(), handle()));
      reward -= 0.1 * (angle - 1.57) ** 2;
      reward -= 1e-5 * qvel.reduce((sum, v) => sum + v * v, 0);
      if (angle > 0.2) reward += 2;
      if (angle > 1) reward += 8;
      if (angle > OPEN) reward += 10;
      return reward;
    },
  };
}

/** Gymnasium's `AdroitHandDoor`: the door's frame is placed anew, x, y, z. */
export const door: AdroitTask = {
  name: 'door',
  spec: doorSpec,
  draws: [
    [-0.3, -0.2],
    [0.25, 0.35],
    [0.252, 0.35],
  ],
  connect,
};
