/** MuJoCo's WebAssembly build: the same bits on every processor. */

import { setFlagsFromString } from 'node:v8';
import type { MainModule } from '@mujoco/mujoco';
import { checkClock, checkFound, type PartKind, type Simulation, START_TIME } from './simulation.js';

/** The module as its package has it. */
export type WasmModule = MainModule;

/** V8 12, in Node 22, is the first that inlines WebAssembly by itself; it no longer has the switch. */
const INLINES_BY_ITSELF = 12;

let wasm: Promise<WasmModule> | undefined;

/**
 * Lets V8 inline small functions of WebAssembly into their callers. The numbers keep their bits: WebAssembly says what
 * each operation gives. Physics steps of the Adroit hand take a sixth less time on Node 20.
 */
function inlineCalls(): void {
  const [major] = process.versions.v8.split('.');
  if (Number(major) >= INLINES_BY_ITSELF) return;
  setFlagsFromString('--wasm-inlining');
  setFlagsFromString('--wasm-inlining-budget=20000');
}

/**
 * Loads the module, once for the process (about 0.2 s and 100 MB).
 *
 * @returns the module
 */
export function loadWasm(): Promise<WasmModule> {
  if (!wasm) {
    inlineCalls();
    wasm = import('@mujoco/mujoco').then((module) => module.default());
  }
  return wasm;
}

/** What MuJoCo calls the kinds of a model's parts. */
const partKinds = ({ mjtObj }: WasmModule) => ({
  body: mjtObj.mjOBJ_BODY,
  site: mjtObj.mjOBJ_SITE,
  joint: mjtObj.mjOBJ_JOINT,
  actuator: mjtObj.mjOBJ_ACTUATOR,
  sensor: mjtObj.mjOBJ_SENSOR,
});

/** The arrays of a simulation's state. */
type StateArrays = Pick<
  Simulation,
  'qpos' | 'qvel' | 'ctrl' | 'mocapPos' | 'mocapQuat' | 'sitePos' | 'bodyPos' | 'bodyQuat' | 'sensorData' | 'bodyForce'
>;

type WasmData = InstanceType<WasmModule['MjData']>;

/** The arrays of a simulation, each looked up when it is read: WebAssembly moves its memory when that grows. */
function stateArrays(data: WasmData): StateArrays {
  return {
    get qpos() {
      return data.qpos;
    },
    get qvel() {
      return data.qvel;
    },
    get ctrl() {
      return data.ctrl;
    },
    get mocapPos() {
      return data.mocap_pos;
    },
    get mocapQuat() {
      return data.mocap_quat;
    },
    get sitePos() {
      return data.site_xpos;
    },
    get bodyPos() {
      return data.xpos;
    },
    get bodyQuat() {
      return data.xquat;
    },
    get sensorData() {
      return data.sensordata;
    },
    get bodyForce() {
      return data.cfrc_ext;
    },
  };
}

/**
 * Compiles a model.
 *
 * @param mujoco the loaded module
 * @param xml an MJCF document
 * @returns a simulation in its initial state
 * @throws Error with MuJoCo's own message when the document is not valid
 */
export function simulateWasm(mujoco: WasmModule, xml: string): Simulation {
  const model = mujoco.MjModel.from_xml_string(xml);
  const data = new mujoco.MjData(model);
  const kind = mujoco.mjtState.mjSTATE_INTEGRATION.value;
  const stateSize = mujoco.mj_stateSize(model, kind);
  const buffer = new mujoco.DoubleBuffer(stateSize);
  const { timestep } = model.opt;
  const kinds = partKinds(mujoco);
  const simulation: Simulation = Object.assign(stateArrays(data), {
    timestep,
    stateSize,
    model,
    indexOf: (part: PartKind, name: string) =>
      checkFound(mujoco.mj_name2id(model, kinds[part].value, name), part, name),
    reset() {
      mujoco.mj_resetData(model, data);
      data.time = START_TIME;
    },
    forward: () => mujoco.mj_forward(model, data),
    resolveForces: () => mujoco.mj_rnePostConstraint(model, data),
    advance(steps: number) {
      const expected = data.time + steps * timestep;
      for (let step = 0; step < steps; step++) mujoco.mj_step(model, data);
      checkClock(data.time, expected, timestep);
    },
    getState(target: Float64Array) {
      mujoco.mj_getState(model, data, buffer, kind);
      target.set(buffer.GetView() as Float64Array);
    },
    setState: (source: Float64Array) => mujoco.mj_setState(model, data, Array.from(source), kind),
    close() {
      buffer.delete();
      data.delete();
      model.delete();
    },
  });
  simulation.reset();
  return simulation;
}
