/** The environment contract: a seeded, snapshottable task with bounds, a horizon and a success test. */

import type { LeafSpec, NumberArray } from '../arrays/index.js';

/** One entry of the feature vector that policies see: `clip((obs[index] − offset) / scale, ±clip)`. */
export interface Feature {
  /** What it measures, for tables and errors, for instance `headInHoleY`. */
  readonly name: string;
  /** Position in the raw observation. */
  readonly index: number;
  /** Raw value that maps to 0, in the raw unit (metres, radians, m/s …). */
  readonly offset: number;
  /** Raw difference that maps to 1, in the raw unit. */
  readonly scale: number;
  /** Bound on the absolute value of the result; Infinity for none. */
  readonly clip: number;
}

/** What a task is: everything about it that does not change while it runs. */
export interface EnvSpec {
  /** Task name, for instance `gantry-peg`. */
  readonly id: string;
  /** Length of the raw observation. */
  readonly obsDim: number;
  /** Names of the raw observation's entries, with units in the docs of the task. */
  readonly obsNames: readonly string[];
  /** Names of the objects of which every episode draws one, where a task has several. */
  readonly objects?: readonly string[];
  /** What it shows beside that vector, by name: `{ rgb: { shape: [64, 64, 3], dtype: 'uint8' } }`. Nothing by default. */
  readonly shows?: Readonly<Record<string, LeafSpec>>;
  /** Of observations that end with a picture's bytes, its shape, [height, width, channels]; else absent. */
  readonly picture?: readonly number[];
  /** The normalized state: features that a base policy may use. */
  readonly stateFeatures: readonly Feature[];
  /** Features at the task's own scale (millimetres count); residual agents see these beside the state. */
  readonly taskFeatures: readonly Feature[];
  /** Length of a primitive action; every entry is in [−1, 1]. */
  readonly actionDim: number;
  /** Primitive steps until truncation. */
  readonly horizon: number;
  /** Primitive steps per second of simulated time. */
  readonly controlHz: number;
}

/** What a primitive step returns. `terminated` (the task ended) is never `truncated` (time ran out). */
export interface EnvStep {
  /** Raw observation after the step, a fresh array of length `obsDim`. */
  readonly obs: Float32Array;
  /** The task's own reward: 1 on success, else 0, unless its task's rule of rewards is made for another. */
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly success: boolean;
}

/** What a task shows of one moment, by name: the arrays of its spec's `shows`. */
export type Shown = Readonly<Record<string, NumberArray>>;

/** A saved simulation state, opaque but serialisable: numbers only. */
export interface EnvSnapshot {
  readonly env: string;
  readonly values: Float64Array;
}

/** A task that can be stepped. Equal seeds and actions give bitwise equal observations, across processes. */
export interface Env {
  readonly spec: EnvSpec;
  /** Starts the episode of a seed. @returns the first raw observation */
  reset(seed: number): Float32Array;
  /** Advances one control period. @throws on a wrong length, a non-finite entry, or a step before reset or after the end */
  step(action: ArrayLike<number>): EnvStep;
  /** What the present state looks like, in fresh arrays; only of a task whose spec `shows` something. */
  show?(): Shown;
  /** The complete state: stepping on after {@link restore} is bitwise the same. */
  snapshot(): EnvSnapshot;
  /** Puts a snapshot of the same task back. @returns the raw observation there */
  restore(snapshot: EnvSnapshot): Float32Array;
  /** Frees the simulator's memory. */
  close(): void;
}
