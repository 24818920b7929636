/** Operations that move elements without changing them. */

import { sameShape } from '../../../trace/graph.js';
import { tensorType, typeOf, type Written } from './types.js';
import type { Writer } from './writer.js';

/** Every `steps`-th element from `begins` to before `ends`; steps are positive. */
export function slice(
  w: Writer,
  x: Written,
  begins: readonly number[],
  ends: readonly number[],
  steps: readonly number[] = begins.map(() => 1),
): Written {
  const shape = begins.map((begin, axis) => Math.max(0, Math.ceil((ends[axis] - begin) / steps[axis])));
  if (sameShape(shape, x.shape)) return x;
  if (x.splat !== undefined) return w.splat(x.splat, shape, x.dtype);
  const ranges = begins.map((begin, axis) => `${begin}:${ends[axis]}${steps[axis] === 1 ? '' : `:${steps[axis]}`}`);
  const types = `(${typeOf(x)}) -> ${tensorType(shape, x.dtype)}`;
  return w.put(`stablehlo.slice ${x.name} [${ranges.join(', ')}] : ${types}`, shape, x.dtype);
}

/** Axes in another order. */
export function transpose(w: Writer, x: Written, perm: readonly number[]): Written {
  if (perm.every((axis, i) => axis === i)) return x;
  const shape = perm.map((axis) => x.shape[axis]);
  const types = `(${typeOf(x)}) -> ${tensorType(shape, x.dtype)}`;
  return w.put(`stablehlo.transpose ${x.name}, dims = [${perm.join(', ')}] : ${types}`, shape, x.dtype);
}

/** A value with elements around it. */
export function pad(w: Writer, x: Written, fill: Written, low: readonly number[], high: readonly number[]): Written {
  if ([...low, ...high].every((count) => count === 0)) return x;
  const shape = x.shape.map((length, axis) => length + low[axis] + high[axis]);
  const list = (numbers: readonly number[]) => `[${numbers.join(', ')}]`;
  const edges = `low = ${list(low)}, high = ${list(high)}, interior = ${list(low.map(() => 0))}`;
  const types = `(${typeOf(x)}, ${typeOf(fill)}) -> ${tensorType(shape, x.dtype)}`;
  return w.put(`stablehlo.pad ${x.name}, ${fill.name}, ${edges} : ${types}`, shape, x.dtype);
}

/** Values end to end along an axis. */
export function concatenate(w: Writer, parts: readonly Written[], axis: number): Written {
  if (parts.length === 1) return parts[0];
  const shape = [...parts[0].shape];
  shape[axis] = parts.reduce((total, part) => total + part.shape[axis], 0);
  const types = `(${parts.map(typeOf).join(', ')}) -> ${tensorType(shape, parts[0].dtype)}`;
  const names = parts.map(({ name }) => name).join(', ');
  return w.put(`stablehlo.concatenate ${names}, dim = ${axis} : ${types}`, shape, parts[0].dtype);
}

/** A value whose elements run backward along some axes. */
export function reverse(w: Writer, x: Written, axes: readonly number[]): Written {
  if (axes.length === 0) return x;
  return w.put(`stablehlo.reverse ${x.name}, dims = [${axes.join(', ')}] : ${typeOf(x)}`, x.shape, x.dtype);
}
