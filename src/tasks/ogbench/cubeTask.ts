/** The cube tasks as environments of this project. */

import type { Physics, PhysicsTask } from '../../environments/index.js';
import { scale, subtract, type Vec3, vec3At } from '../../geometry/index.js';
import { ARRANGEMENTS } from './arrangements.js';
import { CUBES, type CubeSuite } from './assetFolder.js';
import { CENTRE, cubeSpec, PER_METRE } from './cubeSpec.js';
import { type CubeWorld, createCubeWorld, drawnStart, type Sensed, SUBSTEPS } from './cubeWorld.js';
import { yawOf } from './ur5e.js';

const OPENING = 3;

const apart = (to: Vec3, from: Vec3): Vec3 => scale(subtract(to, from), PER_METRE);
const scaled = (place: Vec3): Vec3 => apart(place, CENTRE);

/**
 * OGBench's observation of a state.
 *
 * @param world a suite after a control period
 * @param sensed what was read of the gripper then
 * @returns its numbers in its order: 19 of arm and gripper, 9 of each cube
 */
export function observeOgbench(world: CubeWorld, { effector, yaw, contact }: Sensed): number[] {
  const { qpos, qvel } = world.simulation;
  const cubes = Array.from({ length: world.count }, (_, i) => {
    const { p, q } = world.cube(i);
    const turned = yawOf(q);
    return [...scaled(p), ...q, Math.cos(turned), Math.sin(turned)];
  });
  return [
    ...qpos.subarray(0, 6),
    ...qvel.subarray(0, 6),
    ...scaled(effector),
    Math.cos(yaw),
    Math.sin(yaw),
    OPENING * world.opening(),
    contact,
    ...cubes.flat(),
  ];
}

/** Where the cubes belong, and how gripper, cubes and goals lie to one another. */
function observeGoals(world: CubeWorld, { effector, yaw }: Sensed, goals: readonly Vec3[]): number[] {
  const relative = goals.map((goal, i) => {
    const { p, q } = world.cube(i);
    const turn = 4 * (yawOf(q) - yaw);
    return [...apart(p, effector), ...apart(goal, p), Math.cos(turn), Math.sin(turn)];
  });
  return [...goals.map(scaled), ...relative].flat();
}

/**
 * A task for `createPhysicsEnv`.
 *
 * Model, control, reset, observation and success are OGBench's, of its `singletask` variants; the goals and what is relative
 * are observed as well. Reward and ends are this project's. The memory keeps the goals, and what must be read of the gripper
 * right after the physics.
 *
 * @param suite which
 * @param task 1 to 5; every episode draws one where none is named
 * @returns the function that makes the task with its own simulation
 */
export function cubeTask(suite: CubeSuite, task?: number): (physics: Physics) => PhysicsTask {
  return (physics) => {
    const world = createCubeWorld(physics, suite);
    const count = CUBES[suite];
    const memory = new Float64Array(3 * count + 5);
    const hand = 3 * count;
    const goals = () => Array.from({ length: count }, (_, i) => vec3At(memory, 3 * i));
    const sensed = (): Sensed => ({ effector: vec3At(memory, hand), yaw: memory[hand + 3], contact: memory[hand + 4] });
    return {
      spec: cubeSpec(suite, task),
      simulation: world.simulation,
      substeps: SUBSTEPS,
      memory,
      arrange(random) {
        const arrangements = ARRANGEMENTS[suite];
        const drawn = arrangements[task ? task - 1 : random.integer(arrangements.length)];
        memory.set(drawn.goals.flat());
        world.mark(drawn.goals);
        world.place(drawnStart(drawn.starts, (low, high) => random.uniform(low, high)));
      },
      sense() {
        const { effector, yaw, contact } = world.sense();
        memory.set([...effector, yaw, contact], hand);
      },
      control: (action) => world.control(action, sensed()),
      observe(target) {
        const seen = sensed();
        target.set([...observeOgbench(world, seen), ...observeGoals(world, seen, goals())]);
      },
      succeeded: () => world.succeeded(goals()),
    };
  };
}
