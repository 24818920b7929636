/** Conversions between number types, as JavaScript's typed arrays make them. */

import { DTYPE_NUMBERS, type Dtype, type Graph, producedBy, type Value } from './graph.js';
import { binary, splatValue, unary, where } from './operators.js';

const WORD = 2 ** 32;

/** A number as an Int32Array would hold it. */
const held = (value: number, dtype: Dtype) => {
  if (dtype === 'float32') return value;
  return dtype === 'bool' ? Number(value !== 0) : value | 0;
};

/**
 * A float's number modulo 2³², in [−2³¹, 2³¹), and zero for NaN and infinities: engines leave such casts undefined.
 */
function withinInt32(graph: Graph, x: Value): Value {
  const splat = (value: number) => graph.splat(value, [], 'float32');
  const rest = graph.apply('Mod', [x, splat(WORD)], { shape: x.shape, dtype: 'float32' }, { fmod: 1 });
  const isHigh = binary(graph, 'GreaterOrEqual', rest, splat(WORD / 2), 'bool');
  const lowered = where(graph, isHigh, binary(graph, 'Sub', rest, splat(WORD)), rest);
  const isLow = binary(graph, 'Less', lowered, splat(-WORD / 2), 'bool');
  const within = where(graph, isLow, binary(graph, 'Add', lowered, splat(WORD)), lowered);
  return where(graph, unary(graph, 'IsNaN', within, 'bool'), splat(0), within);
}

/** Conversion to another element type; a float becomes the int32 that an Int32Array would hold. */
export function cast(graph: Graph, x: Value, dtype: Dtype): Value {
  if (x.dtype === dtype) return x;
  const splat = splatValue(x);
  if (splat !== undefined) return graph.splat(held(splat, dtype), x.shape, dtype);
  // ONNX Runtime 1.30 crashes the process on a batched product of a transposed value that was converted afterwards.
  const transposed = producedBy(x, 'Transpose');
  if (transposed) {
    const converted = cast(graph, transposed.inputs[0], dtype);
    return graph.apply('Transpose', [converted], { shape: x.shape, dtype }, transposed.attributes);
  }
  const source = x.dtype === 'float32' && dtype === 'int32' ? withinInt32(graph, x) : x;
  return graph.apply('Cast', [source], { shape: x.shape, dtype }, { to: DTYPE_NUMBERS[dtype] });
}
