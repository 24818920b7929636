/** Matrix products, and LayerNorm as ONNX Runtime's own fused operator. */

import type { Graph, Value } from '../graph.js';
import { binary, reshape, unary } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';

/** a·b over the last two axes, either side transposed; rank 2 becomes Gemm, which can absorb a bias later. */
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
  if (rank === 2 && b.shape.length === 2)
    return graph.apply(
      'Gemm',
      [a, b],
      { shape: [rows, columns], dtype: 'float32' },
      {
        transA: Number(transposeA),
        transB: Number(transposeB),
      },
    );
  const longer = a.shape.length >= b.shape.length ? a.shape : b.shape;
  const batch = longer.slice(0, -2).map((_, i) => Math.max(a.shape[i] ?? 1, b.shape[i] ?? 1));
  return graph.apply(
    'FusedMatMul',
    [a, b],
    { shape: [...batch, rows, columns], dtype: 'float32' },
    { transA: Number(transposeA), transB: Number(transposeB) },
    'com.microsoft',
  );
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
