/** Exponentials and logarithms that keep their digits near zero. */

import { binary, unary, where } from '../operators.js';
import type { TraceKernel } from './kernel.js';

/** eˣ − 1 as tanh(x/2)·(eˣ + 1), which keeps its digits near zero. */
export const expm1: TraceKernel = (graph, { x }) => {
  const [half, one] = [0.5, 1].map((value) => graph.splat(value, [], 'float32'));
  const near = unary(graph, 'Tanh', binary(graph, 'Mul', x, half));
  return binary(graph, 'Mul', near, binary(graph, 'Add', unary(graph, 'Exp', x), one));
};

/** log(1 + x), near zero as 2·artanh(x / (2 + x)), which keeps its digits there. */
export const log1p: TraceKernel = (graph, { x }) => {
  const [half, one, two] = [0.5, 1, 2].map((value) => graph.splat(value, [], 'float32'));
  const ratio = binary(graph, 'Div', x, binary(graph, 'Add', x, two));
  const near = binary(graph, 'Mul', unary(graph, 'Atanh', ratio), two);
  const isNear = binary(graph, 'Less', unary(graph, 'Abs', x), half, 'bool');
  return where(graph, isNear, near, unary(graph, 'Log', binary(graph, 'Add', x, one)));
};
