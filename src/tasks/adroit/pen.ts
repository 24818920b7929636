/** Pen: turn a pen in the hand until it points as a second one does. */

import { dot, eulerToQuaternion, length, scale, subtract, type Vec3 } from '../../geometry/index.js';
import type { AdroitScene } from './adroitScene.js';
import type { AdroitRules, AdroitTask } from './adroitTask.js';
import { penSpec } from './penSpec.js';

/** Numbers of the pen's own joints, the last ones of positions and velocities. */
const OBJECT = 6;

/** The direction from the bottom to the top of a pen. */
function direction({ simulation, site }: AdroitScene, pen: 'object' | 'target'): () => Vec3 {
  const [top, bottom] = [site(`${pen}_top`), site(`${pen}_bottom`)];
  // Of the model, not of a state: the package measures the same length after each reset.
  simulation.forward();
  const penLength = length(subtract(top(), bottom()));
  return () => scale(subtract(top(), bottom()), 1 / penLength);
}

function connect(scene: AdroitScene): AdroitRules {
  const { simulation } = scene;
  const target = simulation.indexOf('body', 'target');
  const [pen, wanted] = [direction(scene, 'object'), direction(scene, 'target')];
  const [position, centre] = [scene.body('Object'), scene.site('eps_ball')];
  const distance = (): number => length(subtract(position(), centre()));
  const similarity = (): number => dot(pen(), wanted());
  return {
    place: (drawn) => simulation.model.body_quat.set(eulerToQuaternion([drawn[0], drawn[1], 0]), 4 * target),
    observe() {
      const { qpos, qvel } = simulation;
      const [p, d, w] = [position(), pen(), wanted()];
      const differences = [...subtract(p, centre()), ...subtract(d, w)];
      return [...qpos.subarray(0, -OBJECT), ...p, ...qvel.subarray(-OBJECT), ...d, ...w, ...differences];
    },
    succeeded: () => distance() < 0.075 && similarity() > 0.95,
    denseReward() {
      let reward = similarity() - distance();
      if (distance() < 0.075 && similarity() > 0.9) reward += 10;
      if (distance() < 0.075 && similarity() > 0.95) reward += 50;
      if (position()[2] < 0.075) reward -= 5;
      return reward;
    },
  };
}

/** Gymnasium's `AdroitHandPen`: the target's direction is drawn anew, by two Euler angles. */
export const pen: AdroitTask = {
  name: 'pen',
  spec: penSpec,
  draws: [
    [-1, 1],
    [-1, 1],
  ],
  connect,
};
