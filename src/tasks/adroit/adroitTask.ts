/** What one Adroit task adds to the hand: what a reset draws, what is observed, and when it is solved. */

import type { EnvSpec } from '../../environments/index.js';
import type { AdroitScene } from './adroitScene.js';
import type { AdroitName } from './assetFolder.js';

/** A task as Gymnasium-Robotics defines it. */
export interface AdroitTask {
  /** The package's name for it. */
  readonly name: AdroitName;
  readonly spec: EnvSpec;
  /** What a reset draws, each uniform in [low, high): metres, or radians for the pen's target. */
  readonly draws: readonly (readonly [low: number, high: number])[];
  /** Connects the task to a scene of its own model. */
  readonly connect: (scene: AdroitScene) => AdroitRules;
}

/** A task's functions of the present state of its scene. */
export interface AdroitRules {
  /** Writes what was drawn into the model. */
  place(drawn: ArrayLike<number>): void;
  /** The package's observation, in its order. */
  observe(): number[];
  /** The package's success test. */
  succeeded(): boolean;
  /** The package's dense reward of release 1.4.2 (`-v1`), wrong signs included. */
  denseReward(): number;
}
