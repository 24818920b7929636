/**
 * A data-flow graph whose values are shapes and origins, not numbers.
 *
 * Structurally equal nodes are made once (hash-consing), so a computation that is written twice, such as a
 * forward pass that a second gradient repeats, runs once.
 */

/** Element types that the traced programs use. `int64` appears only in shape operands. */
export type Dtype = 'float32' | 'int32' | 'int64' | 'bool';

/** What an operator is told beside its operands. */
export type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

/** Numbers of element types in attributes. They never change: hashes of graphs are recorded. */
export const DTYPE_NUMBERS: Readonly<Record<Dtype, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** Where a value comes from. A splat is a constant whose elements are all equal. */
type Origin =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'constant'; readonly data: ArrayBufferView }
  | { readonly kind: 'splat'; readonly value: number }
  | { readonly kind: 'node'; readonly node: GraphNode; readonly output: number };

/** A symbolic tensor. */
export interface Value {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly origin: Origin;
}

/** An operator applied to values, by the trace's own name for it: how an engine spells it, its folder knows. */
export interface GraphNode {
  readonly id: number;
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
}

/** Shape and type of a node's output. */
export interface OutputSpec {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** Builds the graph; ids grow with creation, so sorting by id is a topological order. */
export class Graph {
  private nextId = 0;
  private readonly known = new Map<string, GraphNode>();
  private readonly splats = new Map<string, Value>();

  /** A value that is fed in at each run. */
  input(name: string, shape: readonly number[], dtype: Dtype): Value {
    return { id: this.nextId++, shape, dtype, origin: { kind: 'input', name } };
  }

  /** A constant with elements of its own. */
  constant(data: ArrayBufferView, shape: readonly number[], dtype: Dtype): Value {
    return { id: this.nextId++, shape, dtype, origin: { kind: 'constant', data } };
  }

  /** A constant with one value everywhere, which operators can take as a scalar. */
  splat(value: number, shape: readonly number[], dtype: Dtype): Value {
    const key = `${value}|${Object.is(value, -0)}|${shape.join()}|${dtype}`;
    let splat = this.splats.get(key);
    if (!splat) {
      splat = { id: this.nextId++, shape, dtype, origin: { kind: 'splat', value } };
      this.splats.set(key, splat);
    }
    return splat;
  }

  /** A one-dimensional int64 constant, for shapes, axes and offsets. */
  integers(values: readonly number[]): Value {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length], 'int64');
  }

  /** An operator with several outputs. */
  node(op: string, inputs: readonly Value[], attributes: Attributes, outputs: readonly OutputSpec[]) {
    const key = `${op}|${outputs.length}|${inputs.map(operandKey).join()}|${JSON.stringify(attributes)}`;
    const known = this.known.get(key);
    if (known) return known.outputs;
    // What has no elements needs no operator, and not every engine has one for it.
    if (outputs.every(({ shape }) => shape.includes(0)))
      return outputs.map(({ shape, dtype }) => this.splat(0, shape, dtype));
    const values: Value[] = [];
    const node: GraphNode = { id: this.nextId++, op, inputs, attributes, outputs: values };
    outputs.forEach(({ shape, dtype }, output) => {
      values.push({ id: this.nextId++, shape, dtype, origin: { kind: 'node', node, output } });
    });
    this.known.set(key, node);
    return node.outputs;
  }

  /** An operator with one output. */
  apply(op: string, inputs: readonly Value[], output: OutputSpec, attributes: Attributes = {}): Value {
    return this.node(op, inputs, attributes, [output])[0];
  }
}

/** Small integer constants (axes, shapes) are equal when their elements are; other values when they are the same. */
function operandKey(value: Value): string {
  return value.origin.kind === 'constant' && value.dtype === 'int64'
    ? `[${Array.from(value.origin.data as BigInt64Array).join(' ')}]`
    : String(value.id);
}

/** The node that computes a value, if its operator is `op`. */
export function producedBy(value: Value, op: string): GraphNode | undefined {
  return value.origin.kind === 'node' && value.origin.node.op === op ? value.origin.node : undefined;
}

/** Whether two shapes are equal. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dimension, i) => dimension === b[i]);
}

/**
 * The numbers of a shape operand, which a traced graph always knows.
 *
 * @param operand a constant of the graph
 * @returns its numbers, in order
 */
export function numbersOf({ origin }: Value): number[] {
  if (origin.kind === 'splat') return [origin.value];
  return Array.from((origin as unknown as { readonly data: BigInt64Array }).data, Number);
}
