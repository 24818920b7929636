/** A simulation in MuJoCo's own library: its arrays are views that stay, for the library never moves them. */

import { checkClock, checkFound, type PhysicsModel, type Simulation, START_TIME } from '../simulation.js';
import {
  DATA_FIELDS,
  type Field,
  INTEGRATION_STATE,
  JOINT_DOF,
  MODEL_FIELDS,
  PART_KINDS,
  SIZES,
  type SizeName,
  TIME,
  TIMESTEP,
} from './layout.js';
import type { NativeMujoco, Pointer } from './library.js';

/** Room for what MuJoCo says of a document that is not valid. */
const MESSAGE_BYTES = 1000;
const [DOUBLE, INTEGER] = [8, 4];

const at = (pointer: Pointer, offset: number): bigint => BigInt(pointer as bigint) + BigInt(offset);

/** @throws Error with MuJoCo's own message */
function compile(mujoco: NativeMujoco, xml: string): Pointer {
  const error = new Uint8Array(MESSAGE_BYTES);
  const spec = mujoco.parse(xml, null, error, error.length);
  if (!spec) throw new Error(Buffer.from(error.subarray(0, error.indexOf(0))).toString());
  try {
    const model = mujoco.compile(spec, null);
    if (!model) throw new Error(mujoco.specError(spec));
    return model;
  } finally {
    mujoco.deleteSpec(spec);
  }
}

/** What reads the fields of a compiled model and of its data. */
function fieldReader({ koffi }: NativeMujoco, model: Pointer) {
  const count = (name: SizeName) => Number(koffi.decode(at(model, SIZES[name]), 'int64_t'));
  const memory = (struct: Pointer, [offset, rows, width]: Field, bytes: number) => {
    const length = count(rows) * width * bytes;
    const pointer = koffi.decode(at(struct, offset), 'void *');
    return length > 0 ? koffi.view(pointer, length) : new ArrayBuffer(0);
  };
  const doubles = <F extends Readonly<Record<string, Field>>>(struct: Pointer, fields: F) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, new Float64Array(memory(struct, field, DOUBLE))]),
    ) as Record<keyof F, Float64Array>;
  const modelArrays = (): PhysicsModel => ({
    nu: count('nu'),
    ...doubles(model, MODEL_FIELDS),
    jnt_dofadr: new Int32Array(memory(model, JOINT_DOF, INTEGER)),
  });
  const double = (struct: Pointer, offset: number) => new Float64Array(koffi.view(at(struct, offset), DOUBLE));
  return { doubles, modelArrays, double };
}

/** @throws RangeError on a state that MuJoCo would write or read past the end of */
function roomFor(state: Float64Array, stateSize: number): Float64Array {
  if (state.length >= stateSize) return state;
  throw new RangeError(`Simulation: a state has ${stateSize} numbers, got room for ${state.length}.`);
}

/** The same names with nothing behind them. */
const emptied = (arrays: object) => Object.fromEntries(Object.keys(arrays).map((name) => [name, new Float64Array(0)]));

/** Lets functions be used until they are shut, for the memory behind them is gone then. */
function whileOpen() {
  let isOpen = true;
  const guarded =
    <A extends unknown[], R>(use: (...args: A) => R) =>
    (...args: A): R => {
      if (isOpen) return use(...args);
      throw new Error('Simulation: it was closed, and its memory is gone. Make a new one.');
    };
  const shut = () => {
    isOpen = false;
  };
  return { guarded, shut };
}

/**
 * Compiles a model.
 *
 * @param mujoco the loaded library
 * @param xml an MJCF document
 * @returns a simulation in its initial state
 * @throws Error with MuJoCo's own message when the document is not valid
 */
export function simulateNative(mujoco: NativeMujoco, xml: string): Simulation {
  const model = compile(mujoco, xml);
  const data = mujoco.makeData(model);
  const read = fieldReader(mujoco, model);
  const [timestep] = read.double(model, TIMESTEP);
  const clock = read.double(data, TIME);
  const stateSize = mujoco.stateSize(model, INTEGRATION_STATE);
  const arrays = read.doubles(data, DATA_FIELDS);
  const { guarded, shut } = whileOpen();
  const simulation: Simulation = {
    timestep,
    stateSize,
    model: read.modelArrays(),
    ...arrays,
    indexOf: guarded((part, name) => checkFound(mujoco.nameToId(model, PART_KINDS[part], name), part, name)),
    reset: guarded(() => {
      mujoco.resetData(model, data);
      clock[0] = START_TIME;
    }),
    forward: guarded(() => mujoco.forward(model, data)),
    resolveForces: guarded(() => mujoco.resolveForces(model, data)),
    advance: guarded((steps) => {
      const expected = clock[0] + steps * timestep;
      for (let i = 0; i < steps; i++) mujoco.step(model, data);
      checkClock(clock[0], expected, timestep);
    }),
    getState: guarded((target) => mujoco.getState(model, data, roomFor(target, stateSize), INTEGRATION_STATE)),
    setState: guarded((source) => mujoco.setState(model, data, roomFor(source, stateSize), INTEGRATION_STATE)),
    close: guarded(() => {
      shut();
      // What was handed out before still points there; nothing new does.
      Object.assign(simulation, emptied(arrays), { model: emptied(simulation.model) });
      mujoco.deleteData(data);
      mujoco.deleteModel(model);
    }),
  };
  simulation.reset();
  return simulation;
}
