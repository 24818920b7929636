/**
 * An engine: something that runs functions of tensors. It gets a function's graph, or the function itself, and gives back
 * what takes arrays and returns arrays.
 */

import type { ArrayTree } from '../../arrays/index.js';
import type { StateLayout } from '../stateLayout.js';
import type { TensorTree } from '../tensorTree.js';
import type { Trace } from '../trace/trace.js';

/** What is to be run. */
export interface Source {
  /** The function itself, of all entries. */
  readonly fn: (inputs: TensorTree) => TensorTree;
  /**
   * Its graph, of all entries, in the trace's own words. For a training step, inputs are `inputs.…` and `state.PART`, outputs
   * `outputs.…` and `state.PART`, with the parts of its {@link StateLayout}.
   *
   * @throws UntraceableError when an op has no graph form
   */
  trace(): Trace;
}

/** How it is to be run. */
export interface EngineOptions {
  /** Threads inside one run. */
  readonly threads: number;
  /** One of the engine's devices; its own choice by default. */
  readonly device?: string;
  /** File prefix of a profile, for an engine that writes one. */
  readonly profile?: string;
}

/** A function that was loaded. */
export interface LoadedProgram {
  /** Runs it. It reads the inputs before it first waits; the returned arrays are the caller's. */
  run(inputs: ArrayTree): Promise<ArrayTree>;
  dispose(): Promise<void>;
}

/** A training step that was loaded, with its state. A run that fails leaves the state as it was. */
export interface SteppedState extends LoadedProgram {
  /** The current state: valid until the next run. */
  state(): ArrayTree;
  /** Overwrites it, by copy. */
  setState(state: ArrayTree): void;
}

/** Whether an engine can be used here. */
export interface Availability {
  readonly available: boolean;
  /** What was found, or why it cannot be used. */
  readonly detail: string;
  /** What to do to have it, where it is not here. */
  readonly advice?: string;
}

/** Something that runs functions of tensors. */
export interface Engine {
  readonly name: string;
  /** What it is, in words. */
  readonly description: string;
  /** Where it can run, by name. */
  readonly devices: readonly string[];
  /**
   * Loads a function.
   *
   * @throws UntraceableError when it has no form for an op: the function then runs eagerly; any other error stays one
   */
  load(source: Source, options: EngineOptions): Promise<LoadedProgram>;
  /** Loads a training step, which maps `{state, inputs}` to `{state, outputs}`, with its first state. */
  steps(source: Source, layout: StateLayout, options: EngineOptions): Promise<SteppedState>;
  /**
   * What its bits depend on beside its threads: a part of every run's identity.
   *
   * @throws Error where that cannot be known because nothing is set up
   */
  dependsOn(device?: string): string;
  /** Looks whether it can be used; loads nothing that could end the process. */
  probe(): Promise<Availability>;
}
