/**
 * `compile`: a tensor function as one native program.
 *
 * The function is traced once through a tfjs backend that records its kernels (gradients included), written as one
 * ONNX graph and run by ONNX Runtime. A function with an op that has no graph form runs eagerly, and says so once.
 */

import { type ArrayTree, flattenTree, sizeOf } from './arrays.js';
import { runEagerly } from './eager.js';
import { bindInputs, bindOutputs, type LoadedProgram, loadNative } from './native.js';
import type { Arrays, Tensors, TensorTree } from './tensorTree.js';
import { layOut } from './trace/program.js';
import { trace, UntraceableError } from './trace/trace.js';

/** How to compile. */
export interface CompileOptions {
  /** Threads inside one run. Default 1: seeds run side by side instead. */
  readonly threads?: number;
  /** `onnx` (default) compiles, and falls back to `eager` for an op without a graph form; `eager` never compiles. */
  readonly engine?: 'onnx' | 'eager';
  /** File prefix for ONNX Runtime's profile; none by default. */
  readonly profile?: string;
  /** Where the one-time notice about eager execution goes. Default `console.warn`. */
  readonly onNotice?: (message: string) => void;
}

/** A compiled function of arrays. */
export interface Compiled<Inputs extends ArrayTree, Outputs> {
  /** What runs it. */
  readonly engine: 'onnx' | 'eager';
  /** Runs it. The output arrays are overwritten by the next run: copy what must stay. */
  run(inputs: Inputs): Promise<Outputs>;
  /** Frees the native program. */
  dispose(): Promise<void>;
}

const noticed = new Set<string>();

/**
 * Traces and loads a function.
 *
 * @param fn pure tensor function
 * @param example arrays with the shapes that the inputs will have
 * @param options threads and profile
 * @returns the loaded program, or undefined when it must run eagerly
 */
export async function loadProgram(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
): Promise<LoadedProgram | undefined> {
  if (options.engine === 'eager') return undefined;
  try {
    const program = layOut(trace(fn, example).outputs);
    return await loadNative(program, options.threads ?? 1, options.profile);
  } catch (error) {
    if (!(error instanceof UntraceableError)) throw error;
    const message = `compile: ${error.message}; the whole function runs eagerly, which is slower but right.`;
    if (!noticed.has(message)) (options.onNotice ?? console.warn)(message);
    noticed.add(message);
    return undefined;
  }
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
 * @param options threads, engine, profile
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
  const program = await loadProgram(untyped, example, options);
  if (!program) {
    return {
      engine: 'eager',
      run: async (inputs) => {
        checkShapes(inputs, example);
        return (await runEagerly(untyped, inputs)) as Arrays<Outputs>;
      },
      dispose: async () => {},
    };
  }
  const outputs = bindOutputs(program, 'out.');
  const feedsOf = bindInputs(program, 'in.');
  return {
    engine: 'onnx',
    run: async (inputs) => {
      checkShapes(inputs, example);
      await program.session.run(feedsOf(inputs), outputs.fetches);
      return outputs.tree as Arrays<Outputs>;
    },
    dispose: () => program.session.release(),
  };
}
