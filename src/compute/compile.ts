/**
 * `compile`: a tensor function as one native program.
 *
 * The function is traced once through a tfjs backend that records its kernels (gradients included), and its graph run by
 * an engine: ONNX Runtime, or libtensorflow or XLA where `dawnlab setup` put them, or one of your own. A function with an
 * op that has no graph form runs eagerly, and says so once.
 */

import type { ArrayTree } from '../arrays/index.js';
import { entryAt } from './batched.js';
import { shapeCheck } from './checkArrays.js';
import { type CompileOptions, chosenEngine } from './compileOptions.js';
import type { Engine } from './engines/engine.js';
import { engines } from './engines/engines.js';
import { oneAtATime } from './oneAtATime.js';
import { sourceOf } from './source.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';
import { UntraceableError } from './trace/trace.js';

/** A compiled function of arrays. */
export interface Compiled<Inputs extends ArrayTree, Outputs> {
  /** The name of what runs it. */
  readonly engine: string;
  /**
   * Runs it, after the runs that were asked for before, on the inputs as they are now. The output arrays are the
   * caller's.
   */
  run(inputs: Inputs): Promise<Outputs>;
  /** Frees the native program, after the runs that were asked for. */
  dispose(): Promise<void>;
}

const noticed = new Set<string>();

/**
 * Loads something on an engine, or eagerly where the engine has no form for it.
 *
 * @param engine which was asked for
 * @param onNotice where a notice goes; each is given once in a process
 * @param load loads on an engine
 * @returns what `load` returned, and the name of the engine that it was on
 */
export async function orEagerly<T>(
  engine: Engine,
  onNotice: CompileOptions['onNotice'],
  load: (engine: Engine) => Promise<T>,
): Promise<{ readonly engine: string; readonly loaded: T }> {
  try {
    return { engine: engine.name, loaded: await load(engine) };
  } catch (error) {
    if (!(error instanceof UntraceableError)) throw error;
    const message = `compile: ${error.message}; the whole function runs eagerly, op by op, which is slower.`;
    if (!noticed.has(message)) (onNotice ?? console.warn)(message);
    noticed.add(message);
    return { engine: engines.eager.name, loaded: await load(engines.eager) };
  }
}

/**
 * Compiles a pure tensor function.
 *
 * @param fn maps a tree of tensors to a tree of tensors with tf ops; random numbers are inputs, not drawn inside
 * @param example arrays with the shapes and types that the inputs will always have
 * @param options threads, engine, batched, profile
 * @returns the compiled function; with `engine: 'eager'` when an op has no graph form
 * @throws TypeError at a run whose inputs have other shapes
 * @example
 * const square = await compile(({ x }) => ({ y: x.mul(x) }), { x: full([2], 3) });
 * (await square.run({ x: full([2], 3) })).y.data; // Float32Array [9, 9]
 */
export async function compile<Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: (inputs: Tensors<Inputs>) => Outputs,
  example: Inputs,
  options: CompileOptions = {},
): Promise<Compiled<Inputs, Arrays<Outputs>>> {
  const { engine: asked, how, batched } = chosenEngine(options, 'onnx');
  const check = shapeCheck(example);
  if (batched !== undefined) entryAt(example, batched);
  const source = sourceOf(fn as unknown as (inputs: TensorTree) => TensorTree, example, batched);
  const { engine, loaded } = await orEagerly(asked, options.onNotice, (on) => on.load(source, how));
  const queue = oneAtATime(check, loaded.run, loaded.dispose);
  return { engine, run: (inputs) => queue.run(inputs) as Promise<Arrays<Outputs>>, dispose: queue.dispose };
}
