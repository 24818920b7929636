/** Encodes a program as an ONNX model (opset 18) with the ONNX protobuf definitions. */

import onnxProto from 'onnx-proto';
import type { Program, ProgramConstant, ProgramNode, ProgramPort } from './program.js';
import { ONNX_DTYPES } from './spelling.js';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
/** IR version 9 is the newest that pairs with opset 18 in every ONNX Runtime since 1.14. */
const IR_VERSION = 9;
const OPSET = 18;
/** Attribute names whose values are floats; other numbers are integers. */
const FLOAT_ATTRIBUTES: ReadonlySet<string> = new Set(['epsilon', 'alpha', 'beta', 'gamma']);

function encodeAttribute(name: string, value: number | string | readonly number[]) {
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: AttributeType.STRING };
  if (typeof value !== 'number') return { name, ints: [...value], type: AttributeType.INTS };
  return FLOAT_ATTRIBUTES.has(name)
    ? { name, f: value, type: AttributeType.FLOAT }
    : { name, i: value, type: AttributeType.INT };
}

function encodeNode({ op, domain, inputs, outputs, attributes }: ProgramNode) {
  return {
    opType: op,
    domain,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value)),
  };
}

function encodeConstant({ name, shape, dtype, data }: ProgramConstant) {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims: [...shape], dataType: ONNX_DTYPES[dtype], rawData };
}

function encodePort({ name, shape, dtype }: ProgramPort) {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: ONNX_DTYPES[dtype], shape: { dim } } } };
}

/**
 * Serialises a program.
 *
 * @param program nodes, constants, inputs and outputs
 * @returns the bytes of an ONNX model
 */
export function encodeModel(program: Program): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'dawnlab',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'dawnlab',
      node: program.nodes.map(encodeNode),
      initializer: program.constants.map(encodeConstant),
      input: program.inputs.map(encodePort),
      output: program.outputs.map(encodePort),
    },
  }).finish();
}
