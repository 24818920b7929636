/** Adroit in-process: Gymnasium-Robotics' four hand tasks on its own models, number for number. */

import { clipAction, type Physics, type Simulation } from '../../environments/index.js';
import { createAdroitScene } from './adroitScene.js';
import type { AdroitRules, AdroitTask } from './adroitTask.js';
import { readAdroitAsset } from './assetFolder.js';

/** Physics steps of 2 ms per control period. */
export const SUBSTEPS = 5;

/** A task on its scene, with Gymnasium's step: never an end, sparse and dense reward. */
export interface Adroit extends AdroitRules {
  readonly task: AdroitTask;
  readonly simulation: Simulation;
  /** Writes position targets: the middle of each actuator's range plus the action times half of it. */
  control(action: ArrayLike<number>): void;
  /** One control period: clips the action to [−1, 1] and advances five physics steps. */
  step(action: ArrayLike<number>): void;
  /** 10 where solved, −0.1 elsewhere. */
  sparseReward(): number;
}

/** Middle and half width of every actuator's range. */
function controlRanges(simulation: Simulation): { middle: Float64Array; half: Float64Array } {
  const ranges: Float64Array = simulation.model.actuator_ctrlrange;
  const from = (combine: (low: number, high: number) => number) =>
    Float64Array.from({ length: ranges.length / 2 }, (_, i) => combine(ranges[2 * i], ranges[2 * i + 1]));
  return { middle: from((low, high) => (low + high) / 2), half: from((low, high) => 0.5 * (high - low)) };
}

/**
 * Makes a task with its own simulation, in the model's initial state.
 *
 * Gymnasium also calls `mj_rnePostConstraint` after each step; nothing that is observed or rewarded reads what it computes.
 *
 * @param physics the loaded build of MuJoCo
 * @param task one of the four
 * @returns the task's functions; `place`, `simulation.reset` and `simulation.forward` make Gymnasium's reset
 * @throws Error with the command that fetches the models when they are missing
 */
export function createAdroit(physics: Physics, task: AdroitTask): Adroit {
  const scene = createAdroitScene(physics, readAdroitAsset(`${task.name}.xml`));
  const { simulation } = scene;
  const { middle, half } = controlRanges(simulation);
  const clipped = new Float64Array(middle.length);
  const rules = task.connect(scene);
  const control = (action: ArrayLike<number>): void => {
    const { ctrl } = simulation;
    for (let i = 0; i < ctrl.length; i++) ctrl[i] = middle[i] + action[i] * half[i];
  };
  return {
    ...rules,
    task,
    simulation,
    control,
    step(action) {
      clipAction(action, clipped);
      control(clipped);
      simulation.advance(SUBSTEPS);
    },
    sparseReward: () => (rules.succeeded() ? 10 : -0.1),
  };
}
