/** A function of tensors as a file that other tools run. */

import type { ArrayTree } from '../../../arrays/index.js';
import type { TensorTree } from '../../tensorTree.js';
import { trace } from '../../trace/trace.js';
import { encodeModel } from './encode.js';
import { layOut } from './layOut.js';
import type { Program } from './program.js';

/** Ports under their own names: inside, `in.` and `out.` keep them apart from the nodes' values. */
function withPlainNames({ nodes, constants, inputs, outputs }: Program): Program {
  const plain = (name: string) => name.replace(/^(in|out)\./, '');
  const taken = new Set(inputs.map(({ name }) => plain(name)));
  const twin = outputs.find(({ name }) => taken.has(plain(name)));
  if (twin) throw new RangeError(`onnxModel: '${plain(twin.name)}' is an input and an output. Give one another name.`);
  const port = <P extends { readonly name: string }>(it: P): P => ({ ...it, name: plain(it.name) });
  return {
    constants,
    nodes: nodes.map((node) => ({ ...node, inputs: node.inputs.map(plain), outputs: node.outputs.map(plain) })),
    inputs: inputs.map(port),
    outputs: outputs.map(port),
  };
}

/**
 * A pure function of tensors as an ONNX model, opset 18, with com.microsoft's operators where the engine uses them.
 *
 * @param fn maps tensors by name to tensors by name; what else it takes becomes constants of the model
 * @param example arrays with the shapes that the inputs will always have
 * @returns the bytes of a file
 * @throws UntraceableError on an op without a graph form; RangeError on a name that is an input and an output
 */
export function onnxModel(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree): Uint8Array {
  return encodeModel(withPlainNames(layOut(trace(fn, example).outputs)));
}
