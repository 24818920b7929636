/** All that the library knows of a task of its own: one entry, in the task's folder. */

import type { EnvSpec, Physics, PhysicsTask, PythonTask } from '../environments/index.js';
import type { SceneView } from '../pictures/index.js';
import type { BaseRecipe } from './baseRecipe.js';
import type { ScriptedExpert } from './expert.js';
import type { TaskScales } from './taskScales.js';

/** Another task, of the same physics, whose demonstrations serve. */
export interface DemonstratedOn {
  readonly task: string;
  /**
   * Where the same actions are seen from: `here` for an expert there that knows what is only shown here, so that they are
   * played in both; `there` where that task has other objects, so that they mean nothing here.
   */
  readonly seen: 'here' | 'there';
}

/** What every task by name has. */
interface NamedTask {
  readonly spec: EnvSpec;
  /** Whose demonstrations are its own, where they are another task's. */
  readonly demonstrations?: DemonstratedOn;
  /** The task that draws this one among others, where there is one: it has the base policies, and one contract for all. */
  readonly suite?: string;
  /** Why the task cannot run here, with the command that helps; undefined, or absent, when it can. */
  readonly missing?: () => string | undefined;
  /** What it is trained with. */
  readonly scales: TaskScales;
  /** Kind of the base policy that is taken where none is named; `diffusion` when absent. */
  readonly usualBase?: string;
  /** How its base policies are made, by kind. */
  readonly recipes: Readonly<Record<string, BaseRecipe>>;
}

/** A task by name that is simulated in this process. */
export interface PhysicsEntry extends NamedTask {
  /** Makes the task with its own simulation. */
  readonly task: (physics: Physics) => PhysicsTask;
  /** How it looks, from raw observations alone. */
  readonly view: SceneView;
  /** Makes who solves it. */
  readonly expert: () => ScriptedExpert;
}

/** What a planner would do from the state of a seed; no actions where it finds no way. */
export interface PlannedEpisode {
  readonly seed: number;
  /** Primitive actions, each of actionDim entries. */
  readonly actions: readonly Float32Array[];
}

/** A task by name that is simulated in other processes. */
export interface ProcessEntry extends NamedTask {
  /** The task as it can be opened here, with what its numbers depend on as its text. */
  readonly process: () => Promise<PythonTask>;
  /** Where its demonstrations come from. */
  readonly planner: {
    readonly source: string;
    plan(seeds: readonly number[]): AsyncIterable<PlannedEpisode>;
  };
}

/** A task by name. */
export type TaskEntry = PhysicsEntry | ProcessEntry;
