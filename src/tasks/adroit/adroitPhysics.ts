/** The Adroit tasks as environments of this project. */

import type { Physics, PhysicsTask } from '../../environments/index.js';
import { createAdroit, SUBSTEPS } from './adroit.js';
import type { AdroitTask } from './adroitTask.js';

/**
 * A task for `createPhysicsEnv`.
 *
 * Reward, ends and the length of an episode are this project's: 1 on success, which ends the episode, else 0. Observations
 * are read right after the physics, as in Gymnasium, when positions of bodies and sites lag the joints by one substep:
 * the memory keeps them, for the simulator's state alone would not give them again.
 *
 * @param task one of the four
 * @returns the function that makes the task with its own simulation
 */
export function adroitPhysics(task: AdroitTask): (physics: Physics) => PhysicsTask {
  return (physics) => {
    const adroit = createAdroit(physics, task);
    const draws = task.draws.length;
    const solvedAt = draws + task.spec.obsDim;
    const memory = new Float64Array(solvedAt + 1);
    return {
      spec: task.spec,
      simulation: adroit.simulation,
      substeps: SUBSTEPS,
      memory,
      arrange(random) {
        task.draws.forEach(([low, high], i) => {
          memory[i] = random.uniform(low, high);
        });
        adroit.place(memory);
      },
      control: adroit.control,
      sense() {
        memory.set(adroit.observe(), draws);
        memory[solvedAt] = Number(adroit.succeeded());
      },
      recall: () => adroit.place(memory),
      observe: (target) => target.set(memory.subarray(draws, solvedAt)),
      succeeded: () => memory[solvedAt] === 1,
    };
  };
}
