/**
 * `compile`: a tensor function as one native program.
 *
 * The function is traced once through a tfjs backend that records its kernels (gradients included), written as one
 * graph and run by ONNX Runtime, or by libtensorflow where `dawnlab setup tensorflow` put it. A function with an op
 * that has no graph form runs eagerly, and says so once.
 */

import { type ArrayTree, flattenTree, sizeOf } from './arrays.js';
import { runEagerly } from './eager.js';
import { bindInputs, bindOutputs, type LoadedProgram, loadNative, type OnnxDevice } from './native.js';
import { seedBySeed, traceSeeds } from './seeds.js';
import { compileOnTensorflow } from './tensorflow/compile.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';
import { layOut } from './trace/program.js';
import { UntraceableError } from './trace/trace.js';

/** What runs a compiled function: ONNX Runtime, libtensorflow, or tfjs op by op. */
export type Engine = 'onnx' | 'tensorflow' | 'eager';

/** How to compile. */
export interface CompileOptions {
  /** Threads inside one run. Default 1: seeds run side by side instead. */
  readonly threads?: number;
  /**
   * `onnx` (default) and `tensorflow` compile, and fall back to `eager` for an op without a graph form; `eager` never
   * compiles.
   */
  readonly engine?: Engine;
  /**
   * Runs the function for this many seeds in one program: every array that goes in or comes out has a leading axis of
   * this length, while the function itself sees one seed. The numbers are those of one seed after the other, to rounding.
   */
  readonly seeds?: number;
  /** Where the engine `onnx` runs. Default `cpu`. */
  readonly device?: OnnxDevice;
  /** File prefix for ONNX Runtime's profile; none by default. */
  readonly profile?: string;
  /** Where the one-time notice about eager execution goes. Default `console.warn`. */
  readonly onNotice?: (message: string) => void;
}

/** A compiled function of arrays. */
export interface Compiled<Inputs extends ArrayTree, Outputs> {
  /** What runs it. */
  readonly engine: Engine;
  /** Runs it. The output arrays are overwritten by the next run: copy what must stay. */
  run(inputs: Inputs): Promise<Outputs>;
  /** Frees the native program. */
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
    const message = `compile: ${error.message}; the whole function runs eagerly, which is slower but right.`;
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
 * Fails when arrays do not have the shapes that a function was compiled for.
 *
 * @param inputs what came
 * @param example what was expected
 * @throws TypeError naming the array, its shape and the expected shape
 */
export function checkShapes(inputs: ArrayTree, example: ArrayTree): void {
  const given = new Map(flattenTree(inputs));
  for (const [path, { shape, data }] of flattenTree(example)) {
    const array = given.get(path);
    if (!array) throw new TypeError(`compiled function: input '${path}' is missing; expected shape [${shape}].`);
    if (array.shape.join() !== shape.join() || array.data.length !== sizeOf(shape))
      throw new TypeError(
        `compiled function: input '${path}' has shape [${array.shape}] and ${array.data.length} elements, ` +
          `expected [${shape}]. Compile again for another shape.`,
      );
    if (array.data.constructor !== data.constructor)
      throw new TypeError(
        `compiled function: input '${path}' is a ${array.data.constructor.name}, expected ${data.constructor.name}.`,
      );
  }
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
  const untyped = fn as unknown as (inputs: TensorTree) => TensorTree;
  const load = options.engine === 'tensorflow' ? compileOnTensorflow : compileOnOnnx;
  const compiled = (await unlessEager(options, () => load(untyped, example, options))) ?? {
    engine: 'eager',
    run: (inputs) => runEagerly(seedBySeed(untyped, options.seeds), inputs),
    dispose: async () => {},
  };
  return {
    ...compiled,
    run: async (inputs) => {
      checkShapes(inputs, example);
      return (await compiled.run(inputs)) as Arrays<Outputs>;
    },
  };
}

async function compileOnOnnx(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
): Promise<Compiled<ArrayTree, ArrayTree>> {
  const program = await loadProgram(fn, example, options);
  const outputs = bindOutputs(program, 'out.');
  const feedsOf = bindInputs(program, 'in.');
  return {
    engine: 'onnx',
    run: async (inputs) => {
      await program.session.run(feedsOf(inputs), outputs.fetches);
      return outputs.tree;
    },
    dispose: () => program.session.release(),
  };
}
