/** Writes a program line by line: each operation becomes a value with a name, by which others refer to it. */

import { sizeOf } from '../../../../arrays/index.js';
import { sameShape } from '../../../trace/graph.js';
import { type ElementType, splatLiteral, tensorType, typeOf, vectorLiteral, type Written } from './types.js';

/** A program that is being written. */
export interface Writer {
  readonly lines: readonly string[];
  /** Adds an operation, given as text without its result. */
  put(operation: string, shape: readonly number[], dtype: ElementType): Written;
  /** A literal with one value everywhere; equal ones are written once. */
  splat(value: number, shape?: readonly number[], dtype?: ElementType): Written;
}

/**
 * Begins a program.
 *
 * @returns a writer without lines
 */
export function createWriter(): Writer {
  const lines: string[] = [];
  const splats = new Map<string, Written>();
  const put: Writer['put'] = (operation, shape, dtype) => {
    const name = `%${lines.length}`;
    lines.push(`${name} = ${operation}`);
    return { name, shape, dtype };
  };
  return {
    lines,
    put,
    splat: (value, shape = [], dtype = 'float32') => {
      const key = `${Object.is(value, -0)} ${value} ${tensorType(shape, dtype)}`;
      const known = splats.get(key);
      if (known) return known;
      const written = { ...put(splatLiteral(value, shape, dtype), shape, dtype), splat: value };
      splats.set(key, written);
      return written;
    },
  };
}

/** A literal with elements of its own. */
export function literal(w: Writer, data: ArrayBufferView, shape: readonly number[], dtype: ElementType): Written {
  return reshape(w, w.put(vectorLiteral(data, dtype), [sizeOf(shape)], dtype), shape);
}

/** The same elements in another shape. */
export function reshape(w: Writer, x: Written, shape: readonly number[]): Written {
  if (sameShape(x.shape, shape)) return x;
  if (x.splat !== undefined) return w.splat(x.splat, shape, x.dtype);
  return w.put(`stablehlo.reshape ${x.name} : (${typeOf(x)}) -> ${tensorType(shape, x.dtype)}`, shape, x.dtype);
}

/** A value repeated along axes of length 1 and along axes before its own, as numpy does. */
export function broadcast(w: Writer, x: Written, shape: readonly number[]): Written {
  if (sameShape(x.shape, shape)) return x;
  if (x.splat !== undefined) return w.splat(x.splat, shape, x.dtype);
  const offset = shape.length - x.shape.length;
  return broadcastAlong(
    w,
    x,
    shape,
    x.shape.map((_, axis) => axis + offset),
  );
}

/** A value whose axes become those of `axes`, repeated along the others. */
export function broadcastAlong(w: Writer, x: Written, shape: readonly number[], axes: readonly number[]): Written {
  const types = `(${typeOf(x)}) -> ${tensorType(shape, x.dtype)}`;
  return w.put(`stablehlo.broadcast_in_dim ${x.name}, dims = [${axes.join(', ')}] : ${types}`, shape, x.dtype);
}

/** An operation on operands of one shape and type, which its result has too. */
export function same(w: Writer, op: string, ...operands: readonly Written[]): Written {
  const [{ shape, dtype }] = operands;
  const names = operands.map(({ name }) => name).join(', ');
  return w.put(`stablehlo.${op} ${names} : ${tensorType(shape, dtype)}`, shape, dtype);
}

/** An operation on two operands that broadcast to a shape. */
export function binary(w: Writer, op: string, a: Written, b: Written, shape = a.shape): Written {
  return same(w, op, broadcast(w, a, shape), broadcast(w, b, shape));
}

/** Where a relation (`GT`, `EQ`, …) holds. */
export function compare(w: Writer, relation: string, a: Written, b: Written, shape = a.shape): Written {
  const [l, r] = [broadcast(w, a, shape), broadcast(w, b, shape)];
  const types = `(${typeOf(l)}, ${typeOf(r)}) -> ${tensorType(shape, 'bool')}`;
  return w.put(`stablehlo.compare ${relation}, ${l.name}, ${r.name} : ${types}`, shape, 'bool');
}

/** Elements of `t` where a condition holds, else of `e`. */
export function select(w: Writer, condition: Written, t: Written, e: Written, shape = condition.shape): Written {
  const [c, x, y] = [condition, t, e].map((value) => broadcast(w, value, shape));
  const types = `${typeOf(c)}, ${typeOf(x)}`;
  return w.put(`stablehlo.select ${c.name}, ${x.name}, ${y.name} : ${types}`, shape, x.dtype);
}

/** Conversion to another element type. */
export function convert(w: Writer, x: Written, dtype: ElementType): Written {
  if (x.dtype === dtype) return x;
  return w.put(`stablehlo.convert ${x.name} : (${typeOf(x)}) -> ${tensorType(x.shape, dtype)}`, x.shape, dtype);
}

/** Positions along an axis, counted from 0. */
export function iota(w: Writer, shape: readonly number[], axis: number): Written {
  return w.put(`stablehlo.iota dim = ${axis} : ${tensorType(shape, 'int32')}`, shape, 'int32');
}
