/** Matrix products and LayerNorm. */

import { typeAttribute } from '../graphDef.js';
import type { OperatorTable, TensorflowOperator } from './operator.js';

const T = typeAttribute('float32');

/** TensorFlow has an operator for two matrices, and one for batches of them. */
const product: TensorflowOperator = (builder, { inputs: operands, attributes }, inputs) => {
  const isPlain = operands.every(({ shape }) => shape.length === 2);
  const [op, left, right] = isPlain ? ['MatMul', 'transpose_a', 'transpose_b'] : ['BatchMatMulV2', 'adj_x', 'adj_y'];
  return builder.add(op, inputs, {
    T,
    [left]: { b: attributes.transA === 1 },
    [right]: { b: attributes.transB === 1 },
  });
};

/** y = (x − mean) · (variance + ε)^−½ · gain + bias over the last axis; hands out mean and inverse deviation too. */
const layerNormalization: TensorflowOperator = (builder, node, [x, gain, bias]) => {
  const axis = builder.integers([node.inputs[0].shape.length - 1]);
  const mean = (value: string) =>
    builder.add('Mean', [value, axis], { T, Tidx: typeAttribute('int32'), keep_dims: { b: true } });
  const center = mean(x);
  const centred = builder.typed('Sub', [x, center], 'float32');
  const variance = mean(builder.typed('Square', [centred], 'float32'));
  const padded = builder.typed('AddV2', [variance, builder.splat(node.attributes.epsilon as number)], 'float32');
  const inverse = builder.typed('Rsqrt', [padded], 'float32');
  const scaled = builder.typed('Mul', [builder.typed('Mul', [centred, inverse], 'float32'), gain], 'float32');
  return [builder.typed('AddV2', [scaled, bias], 'float32'), center, inverse];
};

const einsum: TensorflowOperator = (builder, node, inputs) =>
  builder.add('Einsum', inputs, {
    N: { i: inputs.length },
    T: typeAttribute(node.inputs[0].dtype),
    equation: { s: new TextEncoder().encode(node.attributes.equation as string) },
  });

/** Operators with sums of products. */
export const linearOperators: OperatorTable = {
  Einsum: einsum,
  MatMul: (builder, node, inputs) => builder.add('BatchMatMulV2', inputs, { T: typeAttribute(node.outputs[0].dtype) }),
  Gemm: product,
  LayerNormalization: layerNormalization,
};
