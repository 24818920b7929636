/** Matrix products, and LayerNorm as one operator. */

import { sizeOf } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import type { Graph, Value } from '../graph.js';
import { binary, reshape, unary } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { transpose } from './shape.js';

/** a·b over the last two axes, either side transposed; as BLAS's Gemm, over batch axes too. */
export function matMul(graph: Graph, a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const rank = a.shape.length;
  const rows = a.shape[transposeA ? rank - 1 : rank - 2];
  const inner = [a.shape[transposeA ? rank - 2 : rank - 1], b.shape[b.shape.length - (transposeB ? 1 : 2)]];
  if (inner[0] !== inner[1])
    throw new Error(
      `matMul: inner dimensions ${inner[0]} and ${inner[1]} of shapes [${a.shape}]${transposeA ? ' (transposed)' : ''} ` +
        `and [${b.shape}]${transposeB ? ' (transposed)' : ''} differ.`,
    );
  const columns = b.shape[transposeB ? b.shape.length - 2 : b.shape.length - 1];
  const batch = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const batches = [a, b].map((operand) => sizeOf(operand.shape.slice(0, -2)));
  const isRepeated = (batches[0] !== batches[1] && !batches.includes(1)) || sizeOf(batch) !== Math.max(...batches);
  if (isRepeated && sizeOf(batch) > 0)
    throw new RangeError(
      `compile: matMul of shapes [${a.shape}] and [${b.shape}] repeats batch axes of both, which TensorFlow.js ` +
        'multiplies wrongly; tf.broadcastTo one of them first.',
    );
  const shape = [...batch, rows, columns];
  if (inner[0] === 0) return graph.splat(0, shape, a.dtype);
  if (a.dtype !== 'float32') return wholeProduct(graph, a, b, [transposeA, transposeB], shape);
  const attributes = { transA: Number(transposeA), transB: Number(transposeB) };
  return graph.apply('Gemm', [a, b], { shape, dtype: 'float32' }, attributes);
}

/** A product of whole numbers: an operator that transposes nothing. */
function wholeProduct(
  graph: Graph,
  a: Value,
  b: Value,
  transposed: readonly [boolean, boolean],
  shape: readonly number[],
): Value {
  if (a.dtype !== 'int32' || b.dtype !== 'int32') throw new MissingKernel(`matMul of ${a.dtype} and ${b.dtype}`);
  const upright = (x: Value, isTransposed: boolean) => {
    const rank = x.shape.length;
    return isTransposed ? transpose(graph, x, [...Array(rank - 2).keys(), rank - 1, rank - 2]) : x;
  };
  const operands = [upright(a, transposed[0]), upright(b, transposed[1])];
  return graph.apply('MatMul', operands, { shape, dtype: 'int32' });
}

const ACTIVATIONS: Readonly<Record<string, string>> = { relu: 'Relu', sigmoid: 'Sigmoid', elu: 'Elu', linear: '' };

/** Bias and activation of tfjs's fused kernels. */
export function finish(graph: Graph, product: Value, bias: Value | undefined, activation: unknown): Value {
  const sum = bias ? binary(graph, 'Add', product, bias) : product;
  const op = ACTIVATIONS[(activation as string | null) ?? 'linear'];
  if (op === undefined) throw new MissingKernel(`fused activation ${activation}`);
  return op ? unary(graph, op, sum) : sum;
}

/** y = (x − mean) · invStd · gain + bias over the last axis, with mean and invStd kept for the gradient. */
const layerNormalization: TraceKernel = (graph, { x, gain, bias }, { epsilon }) => {
  const statistics = { shape: [...x.shape.slice(0, -1), 1], dtype: 'float32' as const };
  const width = [x.shape[x.shape.length - 1]];
  return graph.node(
    'LayerNormalization',
    [x, reshape(graph, gain, width), reshape(graph, bias, width)],
    { axis: -1, epsilon: epsilon as number },
    [{ shape: x.shape, dtype: 'float32' }, statistics, statistics],
  );
};

/** tfjs names the operands of a variadic kernel 0, 1, … in order. */
const einsum: TraceKernel = (graph, inputs, { equation }) => {
  const operands = Object.values(inputs);
  const [terms, result] = (equation as string).replaceAll(' ', '').split('->');
  const sizes = new Map<string, number>();
  terms.split(',').forEach((term, i) => {
    [...term].forEach((letter, axis) => {
      sizes.set(letter, operands[i].shape[axis]);
    });
  });
  const shape = [...result].map((letter) => sizes.get(letter) as number);
  return graph.apply('Einsum', operands, { shape, dtype: operands[0].dtype }, { equation: `${terms}->${result}` });
};

/** Matrix kernels by their tfjs names; `LayerNormalization` is this library's own kernel. */
export const linearKernels: KernelTable = {
  BatchMatMul: (graph, { a, b }, { transposeA, transposeB }) =>
    matMul(graph, a, b, Boolean(transposeA), Boolean(transposeB)),
  Einsum: einsum,
  LayerNormalization: layerNormalization,
  _FusedMatMul: (graph, { a, b, bias }, { transposeA, transposeB, activation }) =>
    finish(graph, matMul(graph, a, b, Boolean(transposeA), Boolean(transposeB)), bias, activation),
};
