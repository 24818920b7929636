/** All that the library knows of a task of its own: one entry, in the task's folder. */

import type { EnvSpec, Physics, PhysicsTask } from '../environments/index.js';
import type { SceneView } from '../pictures/index.js';
import type { BaseRecipe } from './baseRecipe.js';
import type { ScriptedExpert } from './expert.js';
import type { TaskScales } from './taskScales.js';

/** A task by name. */
export interface TaskEntry {
  readonly spec: EnvSpec;
  /** Makes the task with its own simulation. */
  readonly task: (physics: Physics) => PhysicsTask;
  /** The task of the same physics whose demonstrations are its own: an expert there knows what is only shown here. */
  readonly demonstrations?: string;
  /** Why the task cannot run here, with the command that helps; undefined, or absent, when it can. */
  readonly missing?: () => string | undefined;
  /** How it looks, from raw observations alone. */
  readonly view: SceneView;
  /** Makes who solves it. */
  readonly expert: () => ScriptedExpert;
  /** What it is trained with. */
  readonly scales: TaskScales;
  /** How its base policies are made, by kind. */
  readonly recipes: Readonly<Record<string, BaseRecipe>>;
}
