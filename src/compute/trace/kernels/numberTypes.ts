/**
 * Number types of kernels. tfjs computes with JavaScript's numbers and stores them in an array of the operands' type;
 * an operator of a graph has floats, or whole numbers of its own, and no truth values.
 */

import { cast } from '../conversions.js';
import type { Dtype, Graph, Value } from '../graph.js';
import { MissingKernel, type TraceKernel } from './kernel.js';

type Operands = Parameters<TraceKernel>[1];

const ORDER: readonly Dtype[] = ['bool', 'int32', 'float32'];

/** The type that holds the numbers of several types. */
export const widest = (values: readonly Value[]): Dtype =>
  ORDER[Math.max(...values.map(({ dtype }) => ORDER.indexOf(dtype)))];

function converted(graph: Graph, operands: Operands, dtype: Dtype): Operands {
  return Object.fromEntries(Object.entries(operands).map(([name, value]) => [name, cast(graph, value, dtype)]));
}

/** The type of all operands. */
function commonType(name: string, operands: Operands): Dtype {
  const types = new Set(Object.values(operands).map(({ dtype }) => dtype));
  if (types.size > 1) throw new MissingKernel(`${name} of mixed number types (${[...types].join(', ')})`);
  return [...types][0];
}

/** A kernel that has floats, whatever came. */
export const ofFloats =
  (kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) =>
    kernel(graph, converted(graph, operands, 'float32'), attributes);

/** A kernel that computes with floats and stores what came out as the operands' type. */
export const stored =
  (name: string, kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) => {
    const dtype = commonType(name, operands);
    if (dtype === 'bool') throw new MissingKernel(`${name} of truth values`);
    return cast(graph, ofFloats(kernel)(graph, operands, attributes) as Value, dtype);
  };

/** A kernel that has floats alone. */
export const ofFloatsOnly =
  (name: string, kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) => {
    const dtype = commonType(name, operands);
    if (dtype !== 'float32') throw new MissingKernel(`${name} of ${dtype}`);
    return kernel(graph, operands, attributes);
  };

/** A kernel that has whole numbers, too. */
export const ofNumbers =
  (name: string, kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) => {
    if (commonType(name, operands) === 'bool') throw new MissingKernel(`${name} of truth values`);
    return kernel(graph, operands, attributes);
  };

/** A kernel that has whole numbers and makes truth values of truth values. */
export const throughInt =
  (name: string, kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) => {
    if (commonType(name, operands) !== 'bool') return kernel(graph, operands, attributes);
    return cast(graph, kernel(graph, converted(graph, operands, 'int32'), attributes) as Value, 'bool');
  };

/** A kernel that compares; truth values are compared as numbers. */
export const comparing =
  (name: string, kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) => {
    const dtype = commonType(name, operands);
    return kernel(graph, dtype === 'bool' ? converted(graph, operands, 'int32') : operands, attributes);
  };

/** A kernel whose operators leave whole numbers and truth values as they are. */
export const unlessWhole =
  (kernel: TraceKernel): TraceKernel =>
  (graph, operands, attributes) =>
    operands.x.dtype === 'float32' ? kernel(graph, operands, attributes) : operands.x;
