/** Sessions of ONNX Runtime, and its tensors over the memory of arrays. */

import * as ort from 'onnxruntime-node';
import { type ArrayTree, flattenTree, type NdArray, sizeOf, unflattenTree } from '../../../arrays/index.js';
import { UntraceableError } from '../../trace/trace.js';
import type { EngineOptions } from '../engine.js';
import { encodeModel } from './encode.js';
import type { Program, ProgramPort } from './program.js';

/** Only what ends the process is printed: errors come as errors. */
const QUIETLY = { logSeverityLevel: 4 } as const;

/** A program that ONNX Runtime has loaded. */
export interface OnnxProgram {
  readonly session: ort.InferenceSession;
  readonly inputs: readonly ProgramPort[];
  readonly outputs: readonly ProgramPort[];
}

/**
 * Loads a program.
 *
 * @param program nodes, constants and ports
 * @param options threads; device, the processor by default: state and batch cross to a GPU and back at every run; profile
 * @returns the session with its ports
 * @throws UntraceableError where ONNX Runtime has no kernel for the graph; Error where the device cannot be used
 */
export async function loadModel(
  program: Program,
  { threads, device = 'cpu', profile }: EngineOptions,
): Promise<OnnxProgram> {
  try {
    const session = await ort.InferenceSession.create(encodeModel(program), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      ...QUIETLY,
      executionProviders: [device],
      ...(profile ? { enableProfiling: true, profileFilePrefix: profile } : {}),
    });
    return { session, inputs: program.inputs, outputs: program.outputs };
  } catch (cause) {
    if (device === 'cpu')
      throw new UntraceableError('ONNX Runtime has no kernel for a number type in its graph', { cause });
    throw new Error(`compile: ONNX Runtime cannot use the device '${device}' here; device: 'cpu' runs everywhere.`, {
      cause,
    });
  }
}

/**
 * Runs a program.
 *
 * @param program loaded program
 * @param feeds tensors by input name
 * @param fetches tensors that the results are written to, by output name
 * @throws RangeError where an index lies outside its axis; Error, with ONNX Runtime's own as its cause, else
 */
export async function runModel(
  { session }: OnnxProgram,
  feeds: Record<string, ort.Tensor>,
  fetches: Record<string, ort.Tensor>,
): Promise<void> {
  try {
    await session.run(feeds, fetches, QUIETLY);
  } catch (cause) {
    if (/out of (data )?bounds|invalid indice/i.test(String(cause)))
      throw new RangeError('compiled function: an index lies outside the axis that it picks from.', { cause });
    throw new Error('compiled function: ONNX Runtime could not run it; the cause of this error says why.', { cause });
  }
}

/**
 * ONNX Runtime's tensor over an array's own memory.
 *
 * @param array float32 or int32
 * @returns the tensor; writing the array changes it
 */
export function tensorOver({ shape, data }: NdArray): ort.Tensor {
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data as Float32Array, shape);
}

function allocate({ shape, dtype }: ProgramPort): NdArray {
  return { shape, data: dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)) };
}

/**
 * Memory for a program's results.
 *
 * @param program loaded program
 * @param prefix of the output names that are meant
 * @returns the memory as tensors by full name, and what reads it: a copy as a tree without the prefix
 */
export function bindOutputs(
  program: OnnxProgram,
  prefix: string,
): { fetches: Record<string, ort.Tensor>; read: () => ArrayTree } {
  const ports = program.outputs.filter(({ name }) => name.startsWith(prefix));
  const arrays = ports.map((port) => [port.name.slice(prefix.length), allocate(port)] as const);
  return {
    fetches: Object.fromEntries(arrays.map(([name, array]) => [`${prefix}${name}`, tensorOver(array)])),
    read: () => unflattenTree(arrays.map(([name, { shape, data }]) => [name, { shape, data: data.slice() }] as const)),
  };
}

/**
 * Memory for what a program is fed with.
 *
 * @param program loaded program
 * @param prefix of the input names that are meant
 * @returns the function that copies a tree of arrays there and gives the tensors by full name
 */
export function bindInputs(program: OnnxProgram, prefix: string): (inputs: ArrayTree) => Record<string, ort.Tensor> {
  const ports = program.inputs.filter(({ name }) => name.startsWith(prefix));
  const held = ports.map((port) => [port.name.slice(prefix.length), allocate(port)] as const);
  const feeds = Object.fromEntries(held.map(([name, array]) => [`${prefix}${name}`, tensorOver(array)]));
  return (inputs) => {
    const given = new Map(flattenTree(inputs));
    for (const [name, { data }] of held) data.set((given.get(name) as NdArray).data);
    return feeds;
  };
}

/**
 * What ONNX Runtime is here.
 *
 * @returns its version and the devices that come with it
 */
export function versions(): string {
  const bundled = ort.listSupportedBackends().flatMap(({ name, bundled: isHere }) => (isHere ? [name] : []));
  return `onnxruntime-node ${ort.env.versions.node}: ${bundled.join(', ')}`;
}
