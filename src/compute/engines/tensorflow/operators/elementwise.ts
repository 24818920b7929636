/** Arithmetic, comparisons, selection and activations. */

import { typeAttribute } from '../graphDef.js';
import { bare, type OperatorTable, renamed, type TensorflowOperator } from './operator.js';

const SAME = (
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Equal Erf Exp Floor Greater IsInf Less Log Mod ' +
  'Mul Neg Pow Reciprocal Relu Round Selu Sigmoid Sign Sin Sinh Softplus Sqrt Sub Tan Tanh Identity'
).split(' ');

const OTHER_NAMES: Readonly<Record<string, string>> = {
  Add: 'AddV2',
  GreaterOrEqual: 'GreaterEqual',
  IsNaN: 'IsNan',
  LessOrEqual: 'LessEqual',
  Max: 'Maximum',
  Min: 'Minimum',
};

const division: TensorflowOperator = (builder, node, inputs) =>
  builder.typed(node.outputs[0].dtype === 'float32' ? 'RealDiv' : 'Div', inputs, node.inputs[0].dtype);

const cast: TensorflowOperator = (builder, node, inputs) =>
  builder.add('Cast', inputs, {
    SrcT: typeAttribute(node.inputs[0].dtype),
    DstT: typeAttribute(node.outputs[0].dtype),
  });

/** max(0, min(1, αx + β)); a product that overflows is still on the right side of the limits. */
const hardSigmoid: TensorflowOperator = (builder, node, [x]) => {
  const { alpha, beta } = node.attributes as { readonly alpha: number; readonly beta: number };
  const scaled = builder.typed('Mul', [x, builder.splat(alpha)], 'float32');
  const shifted = beta === 0 ? scaled : builder.typed('AddV2', [scaled, builder.splat(beta)], 'float32');
  return builder.typed('ClipByValue', [shifted, builder.splat(0), builder.splat(1)], 'float32');
};

const leakyRelu: TensorflowOperator = (builder, node, inputs) =>
  builder.add('LeakyRelu', inputs, { T: typeAttribute('float32'), alpha: { f: node.attributes.alpha as number } });

const where: TensorflowOperator = (builder, node, inputs) => builder.typed('SelectV2', inputs, node.outputs[0].dtype);

/** Elementwise operators. */
export const elementwiseOperators: OperatorTable = {
  ...Object.fromEntries(SAME.map((op) => [op, renamed(op)])),
  ...Object.fromEntries(Object.entries(OTHER_NAMES).map(([op, name]) => [op, renamed(name)])),
  And: bare('LogicalAnd'),
  Cast: cast,
  Clip: renamed('ClipByValue'),
  Div: division,
  HardSigmoid: hardSigmoid,
  LeakyRelu: leakyRelu,
  Not: bare('LogicalNot'),
  Or: bare('LogicalOr'),
  Where: where,
};
