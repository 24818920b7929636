/**
 * `compileUpdate`: a training step whose state stays where the native program reads and writes it.
 *
 * A run reads one set of state buffers and writes the other, so nothing is copied and a run that fails leaves the
 * state as it was.
 */

import { type ArrayTree, copyTree, flattenTree, type NdArray } from './arrays.js';
import { type CompileOptions, checkShapes, loadProgram } from './compile.js';
import { runEagerly } from './eager.js';
import { bindInputs, bindOutputs, type LoadedProgram, nativeTensor } from './native.js';
import { allocateState, layOutState, packState, type StateBuffers, unpackState } from './residentState.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';

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

type Pair<T> = readonly [T, T];

/** Takes a step from one set of buffers to the other. */
type Step = (inputs: ArrayTree, from: 0 | 1) => Promise<ArrayTree>;

function overwrite(target: ArrayTree, source: ArrayTree): void {
  checkShapes(source, target);
  const given = new Map(flattenTree(source));
  for (const [path, { data }] of flattenTree(target)) data.set((given.get(path) as NdArray).data);
}

function eagerStep(fn: (inputs: TensorTree) => TensorTree, buffers: Pair<StateBuffers>): Step {
  return async (inputs, from) => {
    const result = await runEagerly(fn, { state: buffers[from].transport, inputs });
    overwrite(buffers[1 - from].transport, result.state as ArrayTree);
    return (result.outputs ?? {}) as ArrayTree;
  };
}

function nativeStep(program: LoadedProgram, buffers: Pair<StateBuffers>): Step {
  const outputs = bindOutputs(program, 'out.outputs.');
  const tensors = buffers.map(({ transport }) =>
    Object.entries(transport).map(([name, array]) => [name, nativeTensor(array)] as const),
  );
  const read = tensors.map((set) => Object.fromEntries(set.map(([name, tensor]) => [`in.state.${name}`, tensor])));
  const written = tensors.map((set) => ({
    ...outputs.fetches,
    ...Object.fromEntries(set.map(([name, tensor]) => [`out.state.${name}`, tensor])),
  }));
  const feedsOf = bindInputs(program, 'in.inputs.');
  const used = new Set(program.inputs.map(({ name }) => name));
  for (const set of read) for (const name of Object.keys(set)) if (!used.has(name)) delete set[name];
  return async (inputs, from) => {
    await program.session.run({ ...read[from], ...feedsOf(inputs) }, written[1 - from]);
    return outputs.tree;
  };
}

/**
 * Compiles a training step.
 *
 * @param fn maps state and inputs to the next state and outputs, with tf ops; random numbers are inputs
 * @param state the initial state (copied), float32
 * @param example inputs with the shapes that they will always have
 * @param options threads, engine, profile
 * @returns the step with its state; its `engine` is `eager` when an op has no graph form
 * @throws TypeError when the step does not keep the state's structure, or inputs have other shapes
 */
export async function compileUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: UpdateFunction<State, Inputs, Outputs>,
  state: State,
  example: Inputs,
  options: CompileOptions = {},
): Promise<CompiledUpdate<State, Inputs, Arrays<Outputs>>> {
  const layout = layOutState(state);
  const buffers = [allocateState(state, layout), allocateState(state, layout)] as const;
  overwrite(buffers[0].tree, state);
  const onTransport = (given: TensorTree): TensorTree => {
    const result = fn(unpackState(state, layout, given.state as TensorTree) as never, (given.inputs ?? {}) as never);
    return { state: packState(result.state as unknown as TensorTree, layout), outputs: result.outputs };
  };
  const program = await loadProgram(onTransport, { state: buffers[0].transport, inputs: example }, options);
  const step = program ? nativeStep(program, buffers) : eagerStep(onTransport, buffers);
  let current: 0 | 1 = 0;
  return {
    engine: program ? 'onnx' : 'eager',
    get state() {
      return buffers[current].tree as State;
    },
    setState: (next) => overwrite(buffers[current].tree, copyTree(next)),
    run: async (inputs) => {
      checkShapes(inputs, example);
      const outputs = await step(inputs, current);
      current = current === 0 ? 1 : 0;
      return outputs as Arrays<Outputs>;
    },
    dispose: async () => program?.session.release(),
  };
}
