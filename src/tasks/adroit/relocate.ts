/** Relocate: take a ball from the table to a place in the air. */

import { length, subtract } from '../../geometry/index.js';
import type { AdroitScene } from './adroitScene.js';
import type { AdroitRules, AdroitTask } from './adroitTask.js';
import { relocateSpec } from './relocateSpec.js';

/** Numbers of the ball's own joints, the last ones of positions. */
const OBJECT = 6;

function connect({ simulation, site, body }: AdroitScene): AdroitRules {
  const [ballIndex, targetIndex] = [simulation.indexOf('body', 'Object'), simulation.indexOf('site', 'target')];
  const [palm, ball, target] = [site('S_grasp'), body('Object'), site('target')];
  const distance = (): number => length(subtract(ball(), target()));
  return {
    place(drawn) {
      simulation.model.body_pos.set([drawn[0], drawn[1]], 3 * ballIndex);
      simulation.model.site_pos.set([drawn[2], drawn[3], drawn[4]], 3 * targetIndex);
    },
    observe() {
      const [p, b, t] = [palm(), ball(), target()];
      return [...simulation.qpos.subarray(0, -OBJECT), ...subtract(p, b), ...subtract(p, t), ...subtract(b, t)];
    },
    succeeded: () => distance() < 0.1,
    denseReward() {
      const [p, b, t] = [palm(), ball(), target()];
      let reward = 0.1 * length(subtract(p, b));
      if (b[2] > 0.04) reward += 1 - 0.5 * length(subtract(p, t)) - 0.5 * distance();
      if (distance() < 0.1) reward += 10;
      if (distance() < 0.05) reward += 20;
      return reward;
    },
  };
}

/** Gymnasium's `AdroitHandRelocate`: the ball's x, y and the target's x, y, z are drawn anew. */
export const relocate: AdroitTask = {
  name: 'relocate',
  spec: relocateSpec,
  draws: [
    [-0.15, 0.15],
    [-0.15, 0.3],
    [-0.2, 0.2],
    [-0.2, 0.2],
    [0.15, 0.35],
  ],
  connect,
};
