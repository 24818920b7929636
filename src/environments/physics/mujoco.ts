/** A thin typed facade on MuJoCo's WebAssembly build: load it once, make simulations, read and write their arrays. */

import type { DoubleBuffer, MainModule, MjData, MjModel } from '@mujoco/mujoco';

/** The loaded physics engine. */
export type Mujoco = MainModule;

/** Seconds on the clock at the start of an episode: not 0, so that MuJoCo's own silent reset, to 0, always shows. */
const START_TIME = 1;

let engine: Promise<Mujoco> | undefined;

/**
 * Loads the physics engine, once for the process (about 0.2 s and 100 MB).
 *
 * @returns the engine, to be passed explicitly to what needs it
 */
export function loadMujoco(): Promise<Mujoco> {
  engine ??= import('@mujoco/mujoco').then((module) => module.default());
  return engine;
}

/**
 * One model with one state.
 *
 * The arrays live on the WebAssembly heap. A view of them is detached, silently, when the heap grows, so ask for
 * views where they are used and never keep one across a call that may allocate.
 */
export class Simulation {
  /** Seconds of simulated time per physics step. */
  readonly timestep: number;
  /** Length of {@link getState}'s result. */
  readonly stateSize: number;
  /** The compiled model; its arrays are views on the heap, and what is written to them stays until it is overwritten. */
  readonly model: MjModel;
  private readonly data: MjData;
  private readonly stateBuffer: DoubleBuffer;
  private readonly stateKind: number;

  /**
   * Compiles a model.
   *
   * @param mujoco the loaded engine
   * @param xml an MJCF document
   * @throws Error with MuJoCo's own message when the document is not valid
   */
  constructor(
    private readonly mujoco: Mujoco,
    xml: string,
  ) {
    this.model = mujoco.MjModel.from_xml_string(xml);
    this.data = new mujoco.MjData(this.model);
    this.timestep = this.model.opt.timestep;
    // The integration state includes the solver's warm start: without it, a restored run differs in the last bits.
    this.stateKind = mujoco.mjtState.mjSTATE_INTEGRATION.value;
    this.stateSize = mujoco.mj_stateSize(this.model, this.stateKind);
    this.stateBuffer = new mujoco.DoubleBuffer(this.stateSize);
    this.reset();
  }

  /** Generalised positions, a view on the heap. */
  get qpos(): Float64Array {
    return this.data.qpos;
  }

  /** Generalised velocities, a view on the heap. */
  get qvel(): Float64Array {
    return this.data.qvel;
  }

  /** Actuator inputs, a view on the heap. */
  get ctrl(): Float64Array {
    return this.data.ctrl;
  }

  /** Positions of the mocap bodies, 3 numbers each, a view on the heap. */
  get mocapPos(): Float64Array {
    return this.data.mocap_pos;
  }

  /** Orientations of the mocap bodies, 4 numbers each (w, x, y, z), a view on the heap. */
  get mocapQuat(): Float64Array {
    return this.data.mocap_quat;
  }

  /** World positions of the sites, 3 numbers each, as of the last {@link forward} or physics step, a view on the heap. */
  get sitePos(): Float64Array {
    return this.data.site_xpos;
  }

  /** World positions of the bodies, 3 numbers each, as of the last {@link forward} or physics step, a view on the heap. */
  get bodyPos(): Float64Array {
    return this.data.xpos;
  }

  /** World orientations of the bodies, 4 numbers each (w, x, y, z), like {@link bodyPos}, a view on the heap. */
  get bodyQuat(): Float64Array {
    return this.data.xquat;
  }

  /** Readings of the sensors, as of the last {@link forward} or physics step, a view on the heap. */
  get sensorData(): Float64Array {
    return this.data.sensordata;
  }

  /**
   * The index of a named part of the model.
   *
   * @throws Error when there is none
   */
  indexOf(kind: 'body' | 'site' | 'joint' | 'actuator' | 'sensor', name: string): number {
    const { mjtObj } = this.mujoco;
    const kinds = {
      body: mjtObj.mjOBJ_BODY,
      site: mjtObj.mjOBJ_SITE,
      joint: mjtObj.mjOBJ_JOINT,
      actuator: mjtObj.mjOBJ_ACTUATOR,
      sensor: mjtObj.mjOBJ_SENSOR,
    };
    const index = this.mujoco.mj_name2id(this.model, kinds[kind].value, name);
    if (index < 0) throw new Error(`The model has no ${kind} called '${name}'.`);
    return index;
  }

  /** Puts the model's initial state back, with the clock at one second. */
  reset(): void {
    this.mujoco.mj_resetData(this.model, this.data);
    this.data.time = START_TIME;
  }

  /** Computes everything that follows from positions, velocities and controls. */
  forward(): void {
    this.mujoco.mj_forward(this.model, this.data);
  }

  /**
   * Integrates with constant controls.
   *
   * @param steps number of physics steps
   * @throws Error when the simulation became unstable. MuJoCo then resets itself without saying so; only its clock tells.
   */
  advance(steps: number): void {
    const { mujoco, model, data } = this;
    const expected = data.time + steps * this.timestep;
    for (let step = 0; step < steps; step++) mujoco.mj_step(model, data);
    if (Math.abs(data.time - expected) < this.timestep / 2) return;
    throw new Error(
      `Simulation: the physics became unstable (NaN or huge values) and MuJoCo reset itself: its clock shows ${data.time} s ` +
        `instead of ${expected} s. Start the episode again with reset(seed); if it happens again, check the actions and the model.`,
    );
  }

  /**
   * The complete integration state.
   *
   * @param target where to write, at least {@link stateSize} numbers
   */
  getState(target: Float64Array): void {
    this.mujoco.mj_getState(this.model, this.data, this.stateBuffer, this.stateKind);
    target.set(this.stateBuffer.GetView() as Float64Array);
  }

  /**
   * Puts back what {@link getState} gave; integration goes on bitwise as it did from there.
   *
   * @param source {@link stateSize} numbers
   */
  setState(source: Float64Array): void {
    this.mujoco.mj_setState(this.model, this.data, Array.from(source), this.stateKind);
  }

  /** Frees the engine's memory; the simulation is unusable afterwards. */
  close(): void {
    this.stateBuffer.delete();
    this.data.delete();
    this.model.delete();
  }
}
