/** Activation functions and their derivatives. */

import { cast } from '../conversions.js';
import { binary, unary, where } from '../operators.js';
import { clip, unaryAs } from './elementwise.js';
import type { KernelTable, TraceKernel } from './kernel.js';
import { ofFloats, ofFloatsOnly, throughInt } from './numberTypes.js';

/** Slope at which a hard sigmoid is a step for every normal float32. */
const STEEPEST = 3e38;

/**
 * relu(x) is usually in the graph already, and an infinitely steep hard sigmoid of it is the step function in one
 * vectorised pass (ONNX Runtime's Sign takes about five times as long).
 */
const step: TraceKernel = (graph, { x }, attributes) => {
  const alpha = (attributes.alpha as number | undefined) ?? 0;
  if (alpha === 0 && x.dtype === 'float32')
    return graph.apply(
      'HardSigmoid',
      [unary(graph, 'Relu', x)],
      { shape: x.shape, dtype: x.dtype },
      { alpha: STEEPEST, beta: 0 },
    );
  const floats = cast(graph, x, 'float32');
  const splat = (value: number) => graph.splat(value, [], 'float32');
  const isPositive = binary(graph, 'Greater', floats, splat(0), 'bool');
  const value = where(graph, isPositive, splat(1), splat(alpha), x.shape);
  const isNumber = binary(graph, 'Equal', floats, floats, 'bool');
  return cast(graph, where(graph, isNumber, value, splat(Number.NaN), x.shape), x.dtype);
};

/** d elu / dx = 1 for y ≥ 0, else y + 1; tfjs passes the output y. */
const eluGradient: TraceKernel = (graph, { dy, y }) => {
  const one = graph.splat(1, [], 'float32');
  const below = binary(graph, 'Min', y, graph.splat(0, [], 'float32'));
  return binary(graph, 'Mul', dy, binary(graph, 'Add', below, one));
};

const prelu: TraceKernel = (graph, { x, alpha }) => {
  const zero = graph.splat(0, [], 'float32');
  return where(graph, binary(graph, 'Less', x, zero, 'bool'), binary(graph, 'Mul', alpha, x), x);
};

/** Activation kernels by their tfjs names. */
export const activationKernels: KernelTable = {
  Elu: ofFloatsOnly('Elu', unaryAs('Elu')),
  EluGrad: eluGradient,
  LeakyRelu: ofFloats((graph, { x }, { alpha }) =>
    graph.apply('LeakyRelu', [x], { shape: x.shape, dtype: x.dtype }, { alpha: alpha as number }),
  ),
  Prelu: ofFloats(prelu),
  Relu: throughInt('Relu', unaryAs('Relu')),
  Relu6: throughInt('Relu6', (graph, { x }) => clip(graph, { x }, { clipValueMin: 0, clipValueMax: 6 })),
  Selu: ofFloatsOnly('Selu', unaryAs('Selu')),
  Sigmoid: ofFloatsOnly('Sigmoid', unaryAs('Sigmoid')),
  Softplus: ofFloatsOnly('Softplus', unaryAs('Softplus')),
  Step: step,
  Tanh: ofFloatsOnly('Tanh', unaryAs('Tanh')),
};
