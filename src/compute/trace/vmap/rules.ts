/** Rules of the operators that can treat all entries at once. */

import { numbersOf } from '../graph.js';
import { oneByOne } from './oneByOne.js';
import {
  aligned,
  behindLeading,
  leading,
  type RuleContext,
  type RuleTable,
  reshaped,
  spread,
  type VmapRule,
} from './rule.js';

const ELEMENTWISE = (
  'Abs Acos Acosh Add And Asin Asinh Atan Atanh Cast Ceil Clip Cos Cosh Div Elu Equal Erf Exp Floor Greater ' +
  'GreaterOrEqual HardSigmoid IsInf IsNaN LeakyRelu Less LessOrEqual Log Max Min Mod Mul Neg Not Or Pow ' +
  'Reciprocal Relu Round Selu Sigmoid Sign Sin Sinh Softplus Sqrt Sub Tan Tanh Where'
).split(' ');

const REDUCTIONS = ['ReduceMax', 'ReduceMean', 'ReduceMin', 'ReduceProd', 'ReduceSum', 'ReduceSumSquare'];

const elementwise: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const rank = node.outputs[0].shape.length;
  const operands = inputs.map((input) => aligned(graph, input, rank));
  return graph.node(node.op, operands, node.attributes, leading(context));
};

/** A product of matrices per entry. A batched product over no elements would leave its result unwritten: it is zero. */
const product: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const [spec] = leading(context);
  if (node.inputs.some(({ shape }) => shape.includes(0))) return [graph.splat(0, spec.shape, spec.dtype)];
  const rank = node.outputs[0].shape.length;
  const operands = inputs.map((input) => aligned(graph, input, rank));
  const { transA = 0, transB = 0 } = node.attributes;
  return graph.node('Gemm', operands, { transA, transB }, leading(context));
};

/** The operator has one gain and bias for all; those of each entry are applied after it. */
const layerNormalization: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const [x, gain, bias] = inputs;
  const width = [node.inputs[0].shape.at(-1) as number];
  const plain = [spread(graph, context.count, x), graph.splat(1, width, 'float32'), graph.splat(0, width, 'float32')];
  const specs = leading(context);
  const [normal, mean, inverse] = graph.node(node.op, plain, node.attributes, specs);
  const rank = node.outputs[0].shape.length;
  const scaled = graph.apply('Mul', [normal, aligned(graph, gain, rank)], specs[0]);
  return [graph.apply('Add', [scaled, aligned(graph, bias, rank)], specs[0]), mean, inverse];
};

/** An operator of a value and a vector of integers, which has to be rewritten. */
const withIntegers =
  (rewrite: (numbers: readonly number[], context: RuleContext) => readonly number[]): VmapRule =>
  (context) => {
    const { graph, node, inputs } = context;
    const operands = [inputs[0].value, graph.integers(rewrite(numbersOf(node.inputs[1]), context))];
    const rest = inputs.slice(2).map(({ value }) => value);
    return graph.node(node.op, [...operands, ...rest], node.attributes, leading(context));
  };

/** An operator with an axis among its attributes. */
const alongAxis: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const attributes = { ...node.attributes, axis: behindLeading(node.attributes.axis as number) };
  const operands = inputs.map((input) => spread(graph, context.count, input));
  return graph.node(node.op, operands, attributes, leading(context));
};

const reshape: VmapRule = (context) => [reshaped(context.graph, context.inputs[0].value, leading(context)[0].shape)];

const expand: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const [spec] = leading(context);
  return [
    graph.apply('Expand', [aligned(graph, inputs[0], node.outputs[0].shape.length), graph.integers(spec.shape)], spec),
  ];
};

const slice: VmapRule = (context) => {
  const { graph, node, inputs, count } = context;
  const [begins, ends, axes, steps] = node.inputs.slice(1).map(numbersOf);
  const operands = axes
    ? [begins, ends, axes.map((axis) => axis + 1), steps]
    : [
        [0, ...begins],
        [count, ...ends],
      ];
  const values = operands.map((numbers) => graph.integers(numbers));
  return graph.node(node.op, [inputs[0].value, ...values], node.attributes, leading(context));
};

const transpose: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const perm = [0, ...(node.attributes.perm as readonly number[]).map((axis) => axis + 1)];
  return graph.node(node.op, [inputs[0].value], { perm }, leading(context));
};

const runningSum: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  const axis = graph.splat(numbersOf(node.inputs[1])[0] + 1, [], 'int32');
  return graph.node(node.op, [inputs[0].value, axis], node.attributes, leading(context));
};

/** By indices that all entries share; else once for each entry. */
const gather: VmapRule = (context) => {
  const { graph, node, inputs } = context;
  if (inputs[1].batched) return oneByOne(context);
  const axis = (node.attributes.axis as number) + 1;
  return graph.node(node.op, [inputs[0].value, inputs[1].value], { axis }, leading(context));
};

/** Begins, then ends, of every axis. */
const padding = (pads: readonly number[]) => {
  const rank = pads.length / 2;
  return [0, ...pads.slice(0, rank), 0, ...pads.slice(rank)];
};

/** Rules by operator; one that is not here runs once for each entry. */
export const VMAP_RULES: RuleTable = {
  ...Object.fromEntries(ELEMENTWISE.map((op) => [op, elementwise])),
  ...Object.fromEntries(REDUCTIONS.map((op) => [op, withIntegers((axes) => axes.map((axis) => axis + 1))])),
  ArgMax: alongAxis,
  ArgMin: alongAxis,
  Concat: alongAxis,
  CumSum: runningSum,
  Expand: expand,
  Gather: gather,
  Gemm: product,
  LayerNormalization: layerNormalization,
  Pad: withIntegers(padding),
  Reshape: reshape,
  Slice: slice,
  Softmax: alongAxis,
  Tile: withIntegers((reps) => [1, ...reps]),
  Transpose: transpose,
};
