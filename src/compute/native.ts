/** The native side: sessions of ONNX Runtime, and tensors over the memory of arrays. */

import * as ort from 'onnxruntime-node';
import { type ArrayTree, flattenTree, type NdArray, sizeOf, unflattenTree } from './arrays.js';
import { encodeModel } from './trace/encode.js';
import type { Program, ProgramPort } from './trace/program.js';

/**
 * Where ONNX Runtime runs a program. `webgpu` is part of its npm package; `cuda` needs the provider's libraries beside
 * it. State and batch cross to a GPU and back at every run.
 */
export type OnnxDevice = 'cpu' | 'webgpu' | 'cuda';

/** A program that ONNX Runtime has loaded. */
export interface LoadedProgram {
  readonly session: ort.InferenceSession;
  readonly inputs: readonly ProgramPort[];
  readonly outputs: readonly ProgramPort[];
}

/**
 * Loads a program.
 *
 * @param program nodes, constants and ports
 * @param threads inside one run
 * @param options device, and file prefix for ONNX Runtime's profile; the processor and none by default
 * @returns the session with its ports
 * @throws ONNX Runtime's error where the device cannot be used
 */
export async function loadNative(
  program: Program,
  threads: number,
  { device = 'cpu', profile }: { readonly device?: OnnxDevice; readonly profile?: string } = {},
): Promise<LoadedProgram> {
  const session = await ort.InferenceSession.create(encodeModel(program), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    executionProviders: [device],
    ...(profile ? { enableProfiling: true, profileFilePrefix: profile } : {}),
  });
  return { session, inputs: program.inputs, outputs: program.outputs };
}

/**
 * A native tensor over an array's own memory.
 *
 * @param array float32 or int32
 * @returns the tensor; writing the array changes it
 */
export function nativeTensor({ shape, data }: NdArray): ort.Tensor {
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data as Float32Array, shape);
}

function allocate({ shape, dtype }: ProgramPort): NdArray {
  return { shape, data: dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)) };
}

/**
 * Arrays for a program's results to be written to.
 *
 * @param program loaded program
 * @param prefix of the output names that are meant
 * @returns the arrays as a tree without the prefix, and the same memory as tensors by full name
 */
export function bindOutputs(
  program: LoadedProgram,
  prefix: string,
): { tree: ArrayTree; fetches: Record<string, ort.Tensor> } {
  const ports = program.outputs.filter(({ name }) => name.startsWith(prefix));
  const arrays = ports.map((port) => [port.name, allocate(port)] as const);
  return {
    tree: unflattenTree(arrays.map(([name, array]) => [name.slice(prefix.length), array] as const)),
    fetches: Object.fromEntries(arrays.map(([name, array]) => [name, nativeTensor(array)])),
  };
}

/**
 * How to hand arrays to a program. An array that comes again, refilled, is not wrapped again.
 *
 * @param program loaded program
 * @param prefix of the input names that are meant
 * @returns the function from a tree of arrays to tensors by full name
 */
export function bindInputs(program: LoadedProgram, prefix: string): (inputs: ArrayTree) => Record<string, ort.Tensor> {
  const names = program.inputs.flatMap(({ name }) => (name.startsWith(prefix) ? [name] : []));
  const wrapped = new WeakMap<object, ort.Tensor>();
  const wrap = (array: NdArray): ort.Tensor => {
    const tensor = wrapped.get(array.data) ?? nativeTensor(array);
    wrapped.set(array.data, tensor);
    return tensor;
  };
  return (inputs) => {
    const given = new Map(flattenTree(inputs));
    return Object.fromEntries(names.map((name) => [name, wrap(given.get(name.slice(prefix.length)) as NdArray)]));
  };
}
