/** One model with one state, whichever build of MuJoCo integrates it. */

/** Parts of a model that have names. */
export type PartKind = 'body' | 'site' | 'joint' | 'actuator' | 'sensor';

/** What is read and written of a compiled model, by MuJoCo's names. What is written stays until it is overwritten. */
export interface PhysicsModel {
  /** Number of actuators. */
  readonly nu: number;
  /** Positions of the bodies in their parents' frames, 3 numbers each, metres. */
  readonly body_pos: Float64Array;
  /** Orientations of the bodies in their parents' frames, 4 numbers each (w, x, y, z). */
  readonly body_quat: Float64Array;
  /** Positions of the sites in their bodies' frames, 3 numbers each, metres. */
  readonly site_pos: Float64Array;
  /** The first entry of each joint in {@link Simulation.qvel}. */
  readonly jnt_dofadr: Int32Array;
  /** Smallest and largest input of each actuator. */
  readonly actuator_ctrlrange: Float64Array;
  /** Parameters of each actuator's gain, equally many each. */
  readonly actuator_gainprm: Float64Array;
  /** Parameters of each actuator's bias, equally many each. */
  readonly actuator_biasprm: Float64Array;
}

/**
 * One model with one state.
 *
 * Its arrays are views of the engine's own memory. WebAssembly's are detached, silently, when its heap grows: ask for a
 * view where it is used, and keep none across a call that may allocate.
 */
export interface Simulation {
  /** Seconds of simulated time per physics step. */
  readonly timestep: number;
  /** Length of {@link getState}'s result. */
  readonly stateSize: number;
  readonly model: PhysicsModel;
  /** Generalised positions. */
  readonly qpos: Float64Array;
  /** Generalised velocities. */
  readonly qvel: Float64Array;
  /** Actuator inputs. */
  readonly ctrl: Float64Array;
  /** Positions of the mocap bodies, 3 numbers each. */
  readonly mocapPos: Float64Array;
  /** Orientations of the mocap bodies, 4 numbers each (w, x, y, z). */
  readonly mocapQuat: Float64Array;
  /** World positions of the sites, 3 numbers each, as of the last {@link forward} or physics step. */
  readonly sitePos: Float64Array;
  /** World positions of the bodies, 3 numbers each, as of the last {@link forward} or physics step. */
  readonly bodyPos: Float64Array;
  /** World orientations of the bodies, 4 numbers each (w, x, y, z), like {@link bodyPos}. */
  readonly bodyQuat: Float64Array;
  /** Readings of the sensors, as of the last {@link forward} or physics step. */
  readonly sensorData: Float64Array;
  /** Torque and force of contacts and constraints on each body, 6 numbers, as of the last {@link resolveForces}. */
  readonly bodyForce: Float64Array;
  /**
   * The index of a named part of the model.
   *
   * @throws Error when there is none
   */
  indexOf(kind: PartKind, name: string): number;
  /** Puts the model's initial state back, with the clock at one second. */
  reset(): void;
  /** Computes everything that follows from positions, velocities and controls. */
  forward(): void;
  /** Computes {@link bodyForce} of the last {@link forward} or physics step, which these leave out. */
  resolveForces(): void;
  /**
   * Integrates with constant controls.
   *
   * @param steps number of physics steps
   * @throws Error when the simulation became unstable. MuJoCo then resets itself without saying so; only its clock tells.
   */
  advance(steps: number): void;
  /**
   * The complete integration state, the solver's warm start included: without it, a restored run differs in the last bits.
   *
   * @param target where to write, at least {@link stateSize} numbers
   */
  getState(target: Float64Array): void;
  /**
   * Puts back what {@link getState} gave; integration goes on bitwise as it did from there.
   *
   * @param source {@link stateSize} numbers
   */
  setState(source: Float64Array): void;
  /** Frees the engine's memory; the simulation is unusable afterwards. */
  close(): void;
}

/** Seconds on the clock at the start of an episode: not 0, so that MuJoCo's own silent reset, to 0, always shows. */
export const START_TIME = 1;

/**
 * Fails where MuJoCo reset itself.
 *
 * @param time what its clock shows, seconds
 * @param expected what it should show
 * @param timestep seconds per physics step
 * @throws Error saying so, and what to do
 */
export function checkClock(time: number, expected: number, timestep: number): void {
  if (Math.abs(time - expected) < timestep / 2) return;
  throw new Error(
    `Simulation: the physics became unstable (NaN or huge values) and MuJoCo reset itself: its clock shows ${time} s ` +
      `instead of ${expected} s. Start the episode again with reset(seed); if it happens again, check the actions and the model.`,
  );
}

/**
 * Fails where a model has no such part.
 *
 * @param index what MuJoCo found, −1 for nothing
 * @param kind of what
 * @param name which one
 * @returns the index
 * @throws Error naming what there is not
 */
export function checkFound(index: number, kind: PartKind, name: string): number {
  if (index < 0) throw new Error(`The model has no ${kind} called '${name}'.`);
  return index;
}
