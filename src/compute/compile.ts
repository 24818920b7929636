/**
 * `compile`: a tensor function as one native program.
 *
 * The function is traced once through a tfjs backend that records its kernels (gradients included), written as one
 * graph and run by ONNX Runtime, or by libtensorflow or XLA where `dawnlab setup` put them. A function with an op that
 * has no graph form runs eagerly, and says so once.
 */

import type { ArrayTree } from '../arrays/index.js';
import { shapeCheck } from './checkArrays.js';
import { type CompileOptions, checkOptions, type Engine } from './compileOptions.js';
import { runEagerly } from './engines/eager/runEagerly.js';
import { layOut } from './engines/onnx/program.js';
import { bindInputs, bindOutputs, type LoadedProgram, loadNative, runNative } from './engines/onnx/session.js';
import { compileOnTensorflow } from './engines/tensorflow/compile.js';
import { compileOnXla } from './engines/xla/compile.js';
import { oneAtATime } from './oneAtATime.js';
import { seedBySeed, seedOf, traceSeeds } from './seeds.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';
import { UntraceableError } from './trace/trace.js';

/** A compiled function of arrays. */
export interface Compiled<Inputs extends ArrayTree, Outputs> {
  /** What runs it. */
  readonly engine: Engine;
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
 * Loads a program, unless the function must run eagerly.
 *
 * @param options engine, and where a notice goes
 * @param load traces and loads
 * @returns what `load` returns, or undefined when the function must run eagerly
 */
export async function unlessEager<T>(options: CompileOptions, load: () => Promise<T>): Promise<T | undefined> {
  if (options.engine === 'eager') return undefined;
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof UntraceableError)) throw error;
    const message = `compile: ${error.message}; the whole function runs eagerly, op by op, which is slower.`;
    if (!noticed.has(message)) (options.onNotice ?? console.warn)(message);
    noticed.add(message);
    return undefined;
  }
}

/**
 * Traces a function and loads it into ONNX Runtime.
 *
 * @param fn pure tensor function
 * @param example arrays with the shapes that the inputs will have
 * @param options threads, seeds and profile
 * @returns the loaded program
 * @throws UntraceableError when an op has no graph form
 */
export async function loadProgram(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
): Promise<LoadedProgram> {
  return loadNative(layOut(traceSeeds(fn, example, options.seeds).outputs), options.threads ?? 1, options);
}

/**
 * Compiles a pure tensor function.
 *
 * @param fn maps a tree of tensors to a tree of tensors with tf ops; random numbers are inputs, not drawn inside
 * @param example arrays with the shapes and types that the inputs will always have
 * @param options threads, engine, seeds, profile
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
  checkOptions(options);
  const check = shapeCheck(example);
  if (options.seeds !== undefined) seedOf(example, options.seeds);
  const untyped = fn as unknown as (inputs: TensorTree) => TensorTree;
  const load = LOADERS[options.engine ?? 'onnx'];
  const { engine, run, dispose } = (await unlessEager(options, () => load(untyped, example, options))) ?? {
    engine: 'eager',
    run: (inputs) => runEagerly(seedBySeed(untyped, options.seeds), inputs),
    dispose: async () => {},
  };
  const queue = oneAtATime(check, run, dispose);
  return { engine, run: (inputs) => queue.run(inputs) as Promise<Arrays<Outputs>>, dispose: queue.dispose };
}

async function compileOnOnnx(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
): Promise<Compiled<ArrayTree, ArrayTree>> {
  const program = await loadProgram(fn, example, options);
  const { fetches, read } = bindOutputs(program, 'out.');
  const feedsOf = bindInputs(program, 'in.');
  return {
    engine: 'onnx',
    run: async (inputs) => {
      await runNative(program, feedsOf(inputs), fetches);
      return read();
    },
    dispose: () => program.session.release(),
  };
}

/** Who traces and loads; what is to run eagerly is never loaded. */
const LOADERS = {
  onnx: compileOnOnnx,
  tensorflow: compileOnTensorflow,
  xla: compileOnXla,
  eager: compileOnOnnx,
} satisfies Readonly<Record<Engine, typeof compileOnOnnx>>;
