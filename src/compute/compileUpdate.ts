/**
 * `compileUpdate`: a training step whose state stays where the program that runs it reads and writes it. A run that
 * fails leaves the state as it was.
 */

import type { ArrayTree } from '../arrays/index.js';
import { isRecord, nameOf, shapeCheck } from './checkArrays.js';
import { loadProgram, unlessEager } from './compile.js';
import { type CompileOptions, checkOptions, type Engine } from './compileOptions.js';
import { eagerSteps, nativeSteps } from './engines/doubleBuffered.js';
import { remoteSteps } from './engines/resident.js';
import { stepOnTensorflow } from './engines/tensorflow/compile.js';
import { stepOnXla } from './engines/xla/compile.js';
import { pluginName } from './engines/xla/installation.js';
import { oneAtATime } from './oneAtATime.js';
import { PACK_BELOW } from './pack.js';
import { seedBySeed, seedOf } from './seeds.js';
import { allocateState, layOutState, packState, unpackState } from './stateLayout.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';
import { tf } from './tf.js';

/** A step function: from state and inputs to the next state and what the caller wants to see. */
export type UpdateFunction<State, Inputs, Outputs extends TensorTree> = (
  state: Tensors<State>,
  inputs: Tensors<Inputs>,
) => { readonly state: Tensors<State>; readonly outputs: Outputs };

/** A compiled step with its state. */
export interface CompiledUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs> {
  readonly engine: Engine;
  /** The state after the last step that has ended, in place: valid until the next run, copy what must stay. */
  readonly state: State;
  /** Overwrites the state, for instance with a checkpoint's; refused while a step is under way. */
  setState(state: State): void;
  /**
   * Takes one step, after the steps that were asked for before, on the inputs as they are now. The output arrays are
   * the caller's.
   */
  run(inputs: Inputs): Promise<Outputs>;
  /** Frees the native program, after the steps that were asked for. */
  dispose(): Promise<void>;
}

/**
 * Compiles a training step.
 *
 * @param fn maps state and inputs to the next state and outputs, with tf ops; random numbers are inputs
 * @param state the initial state (copied), float32
 * @param example inputs with the shapes that they will always have
 * @param options threads, engine (by default {@link defaultEngine}'s), seeds, profile
 * @returns the step with its state; its `engine` is `eager` when an op has no graph form
 * @throws TypeError when the step does not keep the state's structure, or inputs have other shapes
 */
export async function compileUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: UpdateFunction<State, Inputs, Outputs>,
  state: State,
  example: Inputs,
  options: CompileOptions = {},
): Promise<CompiledUpdate<State, Inputs, Arrays<Outputs>>> {
  const engine = options.engine ?? defaultEngine();
  checkOptions({ ...options, engine });
  const check = shapeCheck(example);
  const one = options.seeds === undefined ? state : seedOf(state, options.seeds);
  // Parts of a packed vector would not lie side by side for several seeds.
  const layout = layOutState(one, options.seeds === undefined ? PACK_BELOW : 0);
  const onTransport = (given: TensorTree): TensorTree => {
    const result = fn(unpackState(one, layout, given.state as TensorTree) as never, (given.inputs ?? {}) as never);
    if (!isRecord(result) || !isRecord(result.state))
      throw new TypeError(`compileUpdate: the step returned ${nameOf(result)}; a step returns { state, outputs }.`);
    return { state: packState(result.state as unknown as TensorTree, layout), outputs: result.outputs ?? {} };
  };
  const compiled = await unlessEager({ ...options, engine }, async () => {
    if (engine === 'tensorflow' || engine === 'xla') {
      const step = engine === 'xla' ? stepOnXla : stepOnTensorflow;
      return remoteSteps((first) => step(onTransport, { state: first, inputs: example }, options), state, layout);
    }
    const given = { state: allocateState(state, layout).transport, inputs: example };
    return nativeSteps(await loadProgram(onTransport, given, options), state, layout);
  });
  const steps = compiled ?? eagerSteps(seedBySeed(onTransport, options.seeds), state, layout);
  const queue = oneAtATime(check, steps.run, steps.dispose);
  return {
    engine: compiled ? engine : 'eager',
    get state() {
      return steps.state() as State;
    },
    setState: (next) => {
      if (queue.isBusy()) throw new Error('compileUpdate: a step is under way; await it before setState.');
      steps.setState(next);
    },
    run: (inputs) => queue.run(inputs) as Promise<Arrays<Outputs>>,
    dispose: queue.dispose,
  };
}

/**
 * What runs a training step where nothing else is asked for. DAWNLAB_BACKEND moves what learns to libtensorflow or XLA;
 * what only acts stays where a call is fastest.
 *
 * @returns `tensorflow` where DAWNLAB_BACKEND is `tensorflow` or `gpu`, `xla` where it is that, else `onnx`
 */
export function defaultEngine(): Engine {
  if (process.env.DAWNLAB_BACKEND === 'xla') return 'xla';
  return ['tensorflow', 'gpu'].includes(process.env.DAWNLAB_BACKEND ?? '') ? 'tensorflow' : 'onnx';
}

/**
 * What an engine's bits depend on beside its threads.
 *
 * @param engine what runs the updates
 * @returns `processor` or `GPU`; for `eager` the tfjs backend, for `xla` its plugin
 * @throws Error for `xla` where no plugin is set up
 */
export function engineDevice(engine: Engine): string {
  if (engine === 'eager') return tf.getBackend() || 'cpu';
  if (engine === 'xla') return pluginName();
  return engine === 'tensorflow' && process.env.DAWNLAB_BACKEND === 'gpu' ? 'GPU' : 'processor';
}
