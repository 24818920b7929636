/**
 * `compileUpdate`: a training step whose state stays inside native memory.
 *
 * State lives in two sets of buffers; a run reads one and writes the other, so nothing is copied. Small leaves share
 * one vector (see pack.ts). A run that fails leaves the state as it was.
 */

import type * as ort from 'onnxruntime-node';
import { type ArrayTree, copyTree, flattenTree, type NdArray, sizeOf, unflattenTree, zeros } from './arrays.js';
import { allocate, type CompileOptions, checkShapes, loadProgram, nativeTensor } from './compile.js';
import { runEagerly } from './eager.js';
import { PACK_BELOW, packTensors, unpackTensors } from './pack.js';
import { type Arrays, flattenTensors, replaceTensors, type Tensors, type TensorTree } from './tensorTree.js';
import type { tf } from './tf.js';

/** A step function: from state and inputs to the next state and what the caller wants to see. */
export type UpdateFunction<State, Inputs, Outputs extends TensorTree> = (
  state: Tensors<State>,
  inputs: Tensors<Inputs>,
) => { readonly state: Tensors<State>; readonly outputs: Outputs };

/** A compiled step with its state. */
export interface CompiledUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs> {
  readonly engine: 'onnx' | 'eager';
  /** The current state, in place: valid until the next run, copy what must stay. */
  readonly state: State;
  /** Overwrites the state, for instance with a checkpoint's. */
  setState(state: State): void;
  /** Takes one step. The outputs are overwritten by the next run. */
  run(inputs: Inputs): Promise<Outputs>;
  /** Frees the native program. */
  dispose(): Promise<void>;
}

/** One of the two sets of state buffers. */
interface StateBuffers {
  readonly tree: ArrayTree;
  /** By transport name: `packed`, or the path of a large leaf. */
  readonly arrays: ReadonlyMap<string, NdArray>;
}

interface Layout {
  readonly small: readonly (readonly [string, NdArray])[];
  readonly large: readonly (readonly [string, NdArray])[];
}

function layoutOf(state: ArrayTree): Layout {
  const leaves = flattenTree(state);
  for (const [path, { data }] of leaves)
    if (!(data instanceof Float32Array)) throw new TypeError(`compileUpdate: state '${path}' must be float32.`);
  return {
    small: leaves.filter(([, { shape }]) => sizeOf(shape) < PACK_BELOW),
    large: leaves.filter(([, { shape }]) => sizeOf(shape) >= PACK_BELOW),
  };
}

function allocateBuffers(state: ArrayTree, { small, large }: Layout): StateBuffers {
  const total = small.reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0);
  const packed = zeros([total]);
  const arrays = new Map<string, NdArray>(large.map(([path, { shape }]) => [path, zeros(shape)]));
  const views = new Map<string, NdArray>(arrays);
  let offset = 0;
  for (const [path, { shape }] of small) {
    views.set(path, { shape, data: packed.data.subarray(offset, offset + sizeOf(shape)) });
    offset += sizeOf(shape);
  }
  if (total > 0) arrays.set('packed', packed);
  const tree = unflattenTree(flattenTree(state).map(([path]) => [path, views.get(path) as NdArray]));
  return { tree, arrays };
}

/** The step as a function of transport arrays: unpack, step, pack. */
function packed(fn: UpdateFunction<ArrayTree, ArrayTree, TensorTree>, state: ArrayTree, { small, large }: Layout) {
  const paths = flattenTree(state).map(([path]) => path);
  return (transport: TensorTree): TensorTree => {
    const given = transport as { state: Record<string, tf.Tensor>; inputs: TensorTree };
    const byPath = new Map<string, tf.Tensor>(large.map(([path], i) => [path, given.state[`large${i}`]]));
    if (small.length > 0) {
      const parts = unpackTensors(
        given.state.packed,
        small.map(([, { shape }]) => shape),
      );
      small.forEach(([path], i) => byPath.set(path, parts[i]));
    }
    const structured = replaceTensors(
      state as unknown as TensorTree,
      paths.map((path) => byPath.get(path) as tf.Tensor),
      (node) => ArrayBuffer.isView((node as unknown as NdArray).data),
    );
    const result = fn(structured as never, (given.inputs ?? {}) as never);
    const next = new Map(flattenTensors(result.state as unknown as TensorTree));
    const nextState: Record<string, tf.Tensor> = {};
    large.forEach(([path], i) => {
      nextState[`large${i}`] = requireLeaf(next, path);
    });
    if (small.length > 0) nextState.packed = packTensors(small.map(([path]) => requireLeaf(next, path)));
    return { state: nextState, outputs: result.outputs };
  };
}

function requireLeaf(leaves: ReadonlyMap<string, tf.Tensor>, path: string): tf.Tensor {
  const leaf = leaves.get(path);
  if (!leaf)
    throw new TypeError(`compileUpdate: the step function returned no '${path}'; its state must keep its structure.`);
  return leaf;
}

function transportState({ arrays }: StateBuffers, { large }: Layout): Record<string, NdArray> {
  const transport: Record<string, NdArray> = {};
  large.forEach(([path], i) => {
    transport[`large${i}`] = arrays.get(path) as NdArray;
  });
  const vector = arrays.get('packed');
  return vector ? { ...transport, packed: vector } : transport;
}

function overwrite(target: ArrayTree, source: ArrayTree): void {
  checkShapes(source, target);
  const given = new Map(flattenTree(source));
  for (const [path, { data }] of flattenTree(target)) data.set((given.get(path) as NdArray).data);
}

/**
 * Compiles a training step.
 *
 * @param fn maps state and inputs to the next state and outputs, with tf ops; random numbers are inputs
 * @param state the initial state (copied), float32
 * @param example inputs with the shapes that they will always have
 * @param options threads, engine, profile
 * @returns the step with its state
 * @throws TypeError when the step does not keep the state's structure, or inputs have other shapes
 */
export async function compileUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: UpdateFunction<State, Inputs, Outputs>,
  state: State,
  example: Inputs,
  options: CompileOptions = {},
): Promise<CompiledUpdate<State, Inputs, Arrays<Outputs>>> {
  const layout = layoutOf(state);
  const buffers = [allocateBuffers(state, layout), allocateBuffers(state, layout)] as const;
  overwrite(buffers[0].tree, state);
  const transport = buffers.map((set) => transportState(set, layout));
  const step = packed(fn as unknown as UpdateFunction<ArrayTree, ArrayTree, TensorTree>, state, layout);
  const program = await loadProgram(step, { state: transport[0], inputs: example }, options);
  let current = 0;
  const common = {
    get state() {
      return buffers[current].tree as State;
    },
    setState: (next: State) => overwrite(buffers[current].tree, copyTree(next)),
  };
  if (!program) {
    const run = async (inputs: Inputs) => {
      checkShapes(inputs, example);
      const result = await runEagerly(step, { state: transport[current], inputs });
      overwrite(transport[1 - current], result.state as ArrayTree);
      current = 1 - current;
      return (result.outputs ?? {}) as Arrays<Outputs>;
    };
    return Object.defineProperties(
      { engine: 'eager' as const, run, dispose: async () => {} },
      Object.getOwnPropertyDescriptors(common),
    ) as never;
  }
  const stateTensors = transport.map(
    (set) => new Map(Object.entries(set).map(([name, array]) => [name, nativeTensor(array)])),
  );
  const outputs = program.outputs
    .filter(({ name }) => name.startsWith('out.outputs.'))
    .map((port) => [port.name, allocate(port)] as const);
  const outputTensors = outputs.map(([name, array]) => [name, nativeTensor(array)] as const);
  const outputTree = unflattenTree(outputs.map(([name, array]) => [name.slice('out.outputs.'.length), array] as const));
  const wrapped = new WeakMap<object, ort.Tensor>();
  const wrap = (array: NdArray): ort.Tensor => {
    let tensor = wrapped.get(array.data);
    if (!tensor) wrapped.set(array.data, (tensor = nativeTensor(array)));
    return tensor;
  };
  const run = async (inputs: Inputs) => {
    checkShapes(inputs, example);
    const given = new Map(flattenTree(inputs));
    const feeds: Record<string, ort.Tensor> = {};
    for (const { name } of program.inputs)
      feeds[name] = name.startsWith('in.state.')
        ? (stateTensors[current].get(name.slice('in.state.'.length)) as ort.Tensor)
        : wrap(given.get(name.slice('in.inputs.'.length)) as NdArray);
    const fetches: Record<string, ort.Tensor> = Object.fromEntries(outputTensors);
    for (const [name, tensor] of stateTensors[1 - current]) fetches[`out.state.${name}`] = tensor;
    await program.session.run(feeds, fetches);
    current = 1 - current;
    return outputTree as Arrays<Outputs>;
  };
  return Object.defineProperties(
    { engine: 'onnx' as const, run, dispose: () => program.session.release() },
    Object.getOwnPropertyDescriptors(common),
  ) as never;
}
