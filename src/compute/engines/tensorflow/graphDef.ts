/** Builds the nodes of a TensorFlow graph. */

import type { Dtype } from '../../trace/graph.js';

/** Numbers of element types in TensorFlow's protobuf. Shape operands are int32: on a GPU those stay on the host. */
export const DATA_TYPES: Readonly<Record<Dtype, number>> = { float32: 1, int32: 3, int64: 3, bool: 10 };

/** A node's attribute in the form that protobufjs encodes. */
export type Attribute =
  | { readonly type: number }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly s: Uint8Array }
  | { readonly list: { readonly type?: readonly number[]; readonly i?: readonly number[] } }
  | { readonly func: { readonly name: string } }
  | { readonly shape: TensorShape }
  | { readonly tensor: TensorProto };

/** A shape in that form. */
export interface TensorShape {
  readonly dim: readonly { readonly size: number }[];
}

/** A literal in that form. */
interface TensorProto {
  readonly dtype: number;
  readonly tensorShape: TensorShape;
  readonly tensorContent?: Uint8Array;
  readonly floatVal?: readonly number[];
  readonly intVal?: readonly number[];
  readonly boolVal?: readonly boolean[];
}

/** A node in that form; an input is `node:output`, or `^node` for one that must only have run before. */
export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/**
 * An element type as an attribute.
 *
 * @param dtype element type
 * @returns the attribute
 */
export const typeAttribute = (dtype: Dtype): Attribute => ({ type: DATA_TYPES[dtype] });

/**
 * A shape as protobuf.
 *
 * @param shape dimensions
 * @returns the message
 */
export const shapeProto = (shape: readonly number[]): TensorShape => ({ dim: shape.map((size) => ({ size })) });

/** One value for all elements; TensorFlow repeats it. */
function splatProto(value: number, shape: readonly number[], dtype: Dtype): TensorProto {
  const head = { dtype: DATA_TYPES[dtype], tensorShape: shapeProto(shape) };
  if (dtype === 'float32') return { ...head, floatVal: [value] };
  return dtype === 'bool' ? { ...head, boolVal: [value !== 0] } : { ...head, intVal: [value] };
}

/** Collects nodes in an order in which each comes after its inputs. */
export class GraphDefBuilder {
  readonly nodes: NodeDef[] = [];
  private readonly literals = new Map<string, string>();
  private count = 0;

  /** Adds a node and returns its name, which is also its first output's. */
  add(op: string, input: readonly string[], attr: NodeDef['attr'] = {}, name = `${op}_${this.count++}`): string {
    this.nodes.push({ name, op, input, attr });
    return name;
  }

  /** Adds an op whose only attribute is the element type of its operands. */
  typed(op: string, input: readonly string[], dtype: Dtype): string {
    return this.add(op, input, { T: typeAttribute(dtype) });
  }

  /** A literal with one value everywhere. */
  splat(value: number, shape: readonly number[] = [], dtype: Dtype = 'float32'): string {
    const key = `${value}|${Object.is(value, -0)}|${shape.join()}|${dtype}`;
    const known = this.literals.get(key);
    if (known) return known;
    const name = this.add('Const', [], {
      value: { tensor: splatProto(value, shape, dtype) },
      dtype: typeAttribute(dtype),
    });
    this.literals.set(key, name);
    return name;
  }

  /** A literal with elements of its own. */
  constant(data: ArrayBufferView, shape: readonly number[], dtype: Dtype): string {
    const held = data instanceof BigInt64Array ? Int32Array.from(data, Number) : data;
    const tensorContent = new Uint8Array(held.buffer, held.byteOffset, held.byteLength);
    const tensor = { dtype: DATA_TYPES[dtype], tensorShape: shapeProto(shape), tensorContent };
    return this.add('Const', [], { value: { tensor }, dtype: typeAttribute(dtype) });
  }

  /** A vector of shape operands. */
  integers(values: readonly number[]): string {
    return this.constant(Int32Array.from(values), [values.length], 'int32');
  }
}
