/** Activation functions and their derivatives. */

import { binary, cast, unary } from '../operators.js';
import { clip, unaryAs } from './elementwise.js';
import type { KernelTable, TraceKernel } from './kernel.js';

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
  const positive = cast(graph, binary(graph, 'Greater', x, graph.splat(0, [], x.dtype), 'bool'), x.dtype);
  const slope = binary(graph, 'Mul', positive, graph.splat(1 - alpha, [], x.dtype));
  return binary(graph, 'Add', slope, graph.splat(alpha, [], x.dtype));
};

/** d elu / dx = 1 for y ≥ 0, else y + 1; tfjs passes the output y. */
const eluGradient: TraceKernel = (graph, { dy, y }) => {
  const one = graph.splat(1, [], 'float32');
  const below = binary(graph, 'Min', y, graph.splat(0, [], 'float32'));
  return binary(graph, 'Mul', dy, binary(graph, 'Add', below, one));
};

const prelu: TraceKernel = (graph, { x, alpha }) => {
  const zero = graph.splat(0, [], 'float32');
  const negative = binary(graph, 'Mul', alpha, binary(graph, 'Min', x, zero));
  return binary(graph, 'Add', unary(graph, 'Relu', x), negative);
};

/** Activation kernels by their tfjs names. */
export const activationKernels: KernelTable = {
  Elu: unaryAs('Elu'),
  EluGrad: eluGradient,
  LeakyRelu: (graph, { x }, { alpha }) =>
    graph.apply('LeakyRelu', [x], { shape: x.shape, dtype: x.dtype }, { alpha: alpha as number }),
  Prelu: prelu,
  Relu: unaryAs('Relu'),
  Relu6: (graph, { x }) => clip(graph, { x }, { clipValueMin: 0, clipValueMax: 6 }),
  Selu: unaryAs('Selu'),
  Sigmoid: unaryAs('Sigmoid'),
  Softplus: unaryAs('Softplus'),
  Step: step,
  Tanh: unaryAs('Tanh'),
};
