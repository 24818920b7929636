/**
 * `compileUpdate`: a training step whose state stays where the program that runs it reads and writes it. A run that
 * fails leaves the state as it was.
 */

import type { ArrayTree } from '../arrays/index.js';
import { isRecord, nameOf, shapeCheck } from './checkArrays.js';
import { orEagerly } from './compile.js';
import { type CompileOptions, chosenEngine } from './compileOptions.js';
import { defaultDevice, defaultEngine } from './engines/asked.js';
import type { Engine } from './engines/engine.js';
import { type EngineName, engineOf } from './engines/engines.js';
import { oneAtATime } from './oneAtATime.js';
import { sourceOf } from './source.js';
import { allocateState, layOutState, type StateLayout } from './stateLayout.js';
import { packState, unpackState } from './stateTensors.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';

/** A step function: from state and inputs to the next state and what the caller wants to see. */
export type UpdateFunction<State, Inputs, Outputs extends TensorTree> = (
  state: Tensors<State>,
  inputs: Tensors<Inputs>,
) => { readonly state: Tensors<State>; readonly outputs: Outputs };

/** A compiled step with its state. */
export interface CompiledUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs> {
  /** The name of what runs it. */
  readonly engine: string;
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

/** A step of the parts that cross to an engine. */
function overParts(fn: UpdateFunction<never, never, TensorTree>, layout: StateLayout) {
  return (given: TensorTree): TensorTree => {
    const result = fn(unpackState(layout, given.state as TensorTree) as never, (given.inputs ?? {}) as never);
    if (!isRecord(result) || !isRecord(result.state))
      throw new TypeError(`compileUpdate: the step returned ${nameOf(result)}; a step returns { state, outputs }.`);
    return { state: packState(layout, result.state as unknown as TensorTree), outputs: result.outputs ?? {} };
  };
}

/**
 * Compiles a training step.
 *
 * @param fn maps state and inputs to the next state and outputs, with tf ops; random numbers are inputs
 * @param state the initial state (copied), float32
 * @param example inputs with the shapes that they will always have
 * @param options threads, engine (by default {@link defaultEngine}'s), batched, profile
 * @returns the step with its state; its `engine` is `eager` when an op has no graph form
 * @throws TypeError when the step does not keep the state's structure, or inputs have other shapes
 */
export async function compileUpdate<State extends ArrayTree, Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: UpdateFunction<State, Inputs, Outputs>,
  state: State,
  example: Inputs,
  options: CompileOptions = {},
): Promise<CompiledUpdate<State, Inputs, Arrays<Outputs>>> {
  const { engine: asked, how, batched } = chosenEngine(options, defaultEngine());
  const check = shapeCheck(example);
  const layout = layOutState(state, batched);
  const given = { state: allocateState(layout).transport, inputs: example };
  const step = overParts(fn as unknown as UpdateFunction<never, never, TensorTree>, layout);
  const source = sourceOf(step, given, batched);
  const { engine, loaded } = await orEagerly(asked, options.onNotice, (on) => on.steps(source, layout, how));
  const queue = oneAtATime(check, loaded.run, loaded.dispose);
  return {
    engine,
    get state() {
      return loaded.state() as State;
    },
    setState: (next) => {
      if (queue.isBusy()) throw new Error('compileUpdate: a step is under way; await it before setState.');
      loaded.setState(next);
    },
    run: (inputs) => queue.run(inputs) as Promise<Arrays<Outputs>>,
    dispose: queue.dispose,
  };
}

/**
 * What an engine's bits depend on beside its threads, on the device that the environment asks for.
 *
 * @param engine what runs the updates
 * @returns for instance `processor`; for `eager` the tfjs backend, for `tensorflow` and `xla` the library and the processor or GPU
 * @throws Error for `xla` where no plugin is set up
 */
export function engineDevice(engine: EngineName | Engine): string {
  const { dependsOn, devices } = engineOf(engine);
  return dependsOn(defaultDevice(devices));
}
