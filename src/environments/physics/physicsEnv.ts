/** From a task in MuJoCo to an {@link Env}: seeds, step counting, endings, checks and snapshots, the same for every task. */

import { type RandomStream, randomStream } from '../../random/index.js';
import type { Env, EnvSnapshot, EnvSpec, EnvStep, Shown } from '../env.js';
import { clipAction } from '../local/clipAction.js';
import type { PhysicsName } from './physics.js';
import type { Simulation } from './simulation.js';

/** What an environment asks of the simulator below it. */
type Simulator = Pick<Simulation, 'reset' | 'forward' | 'advance' | 'stateSize' | 'getState' | 'setState' | 'close'>;

/** What a task adds to the physics engine. */
export interface PhysicsTask {
  readonly spec: EnvSpec;
  readonly simulation: Simulator;
  /** Physics steps per control period. */
  readonly substeps: number;
  /** The task's own numbers that the simulator's state does not hold; part of every snapshot. */
  readonly memory: Float64Array;
  /** Arranges a new episode; the simulation is at its initial state. */
  arrange(random: RandomStream): void;
  /** Reads into {@link memory} what must be read right after the physics; called after each reset and control period. */
  readonly sense?: () => void;
  /** Writes {@link memory} into the model; called after a snapshot was put back. */
  readonly recall?: () => void;
  /** Turns an action, in bounds, into controls. */
  control(action: Float64Array): void;
  /** Writes the raw observation, a function of the simulator's state and {@link memory} alone. */
  observe(target: Float32Array): void;
  /** What its spec `shows`, of the same state. */
  readonly show?: () => Shown;
  /** The success test, on the same state as {@link observe}. */
  succeeded(): boolean;
}

/** Phases of an environment: before its first reset, within an episode, after one. */
export const FRESH = 0;
/** See {@link FRESH}. */
export const RUNNING = 1;
/** See {@link FRESH}. */
export const ENDED = 2;
/** Numbers of a snapshot before the task's and the simulator's: phase and steps elapsed. */
const HEADER = 2;

function observe(task: PhysicsTask): Float32Array {
  const obs = new Float32Array(task.spec.obsDim);
  task.observe(obs);
  return obs;
}

function begin(task: PhysicsTask, random: RandomStream): void {
  task.simulation.reset();
  task.arrange(random);
  task.simulation.forward();
  task.sense?.();
}

function packState({ memory, simulation }: PhysicsTask, phase: number, elapsed: number): Float64Array {
  const values = new Float64Array(HEADER + memory.length + simulation.stateSize);
  values.set([phase, elapsed]);
  values.set(memory, HEADER);
  simulation.getState(values.subarray(HEADER + memory.length));
  return values;
}

/** Puts a snapshot back into a task; returns phase and steps elapsed. */
function unpackState(task: PhysicsTask, snapshot: EnvSnapshot): [number, number] {
  const { spec, memory, simulation } = task;
  const { values } = snapshot;
  const expected = HEADER + memory.length + simulation.stateSize;
  if (snapshot.env !== spec.id || values.length !== expected) throw new Error(foreign(spec.id, expected, snapshot));
  memory.set(values.subarray(HEADER, HEADER + memory.length));
  simulation.setState(values.subarray(HEADER + memory.length));
  task.recall?.();
  return [values[0], values[1]];
}

/** How an environment ends its episodes, and what integrates it. */
export interface EnvOptions {
  /**
   * Whether success ends an episode; true by default. With false, episodes go on to the horizon and `success` says of
   * every step whether the task is solved there, as Gymnasium's Adroit has it.
   */
  readonly endOnSuccess?: boolean;
  /** Which build of MuJoCo integrates a task by name; by default what DAWNLAB_PHYSICS names, else `wasm`. */
  readonly physics?: PhysicsName;
}

/**
 * The environment of a task. It terminates on success unless told otherwise, is truncated at the horizon if it has not
 * terminated, and clips actions to [−1, 1].
 *
 * @param task the task with its own simulation, which the environment owns from now on
 * @param options whether success ends an episode
 * @returns the environment, to be reset first
 */
export function createPhysicsEnv(task: PhysicsTask, { endOnSuccess = true }: EnvOptions = {}): Env {
  const { spec, simulation } = task;
  const action = new Float64Array(spec.actionDim);
  let phase = FRESH;
  let elapsed = 0;

  return {
    spec,
    reset(seed: number): Float32Array {
      begin(task, randomStream(seed, 'env'));
      [phase, elapsed] = [RUNNING, 0];
      return observe(task);
    },
    step(rawAction: ArrayLike<number>): EnvStep {
      if (phase !== RUNNING) throw new Error(notRunning(spec.id, phase));
      clipAction(rawAction, action);
      task.control(action);
      simulation.advance(task.substeps);
      task.sense?.();
      elapsed++;
      const success = task.succeeded();
      const terminated = success && endOnSuccess;
      const truncated = !terminated && elapsed >= spec.horizon;
      if (terminated || truncated) phase = ENDED;
      return { obs: observe(task), reward: success ? 1 : 0, terminated, truncated, success };
    },
    snapshot: () => ({ env: spec.id, values: packState(task, phase, elapsed) }),
    restore(snapshot: EnvSnapshot): Float32Array {
      [phase, elapsed] = unpackState(task, snapshot);
      return observe(task);
    },
    ...(task.show && { show: task.show }),
    close: () => simulation.close(),
  };
}

/**
 * Why a step is refused.
 *
 * @param id the task
 * @param phase where its environment stands
 */
export function notRunning(id: string, phase: number): string {
  return phase === FRESH
    ? `${id}: step() before the first reset(seed). Call reset(seed) and step from the observation it returns.`
    : `${id}: step() after the episode ended. Call reset(seed) to start the next one.`;
}

function foreign(id: string, expected: number, snapshot: EnvSnapshot): string {
  return (
    `${id}: cannot restore a snapshot of '${snapshot.env}' with ${snapshot.values.length} numbers; ` +
    `expected one of '${id}' with ${expected}. Snapshots fit only the task and version that made them.`
  );
}
