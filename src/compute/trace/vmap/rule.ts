/** How an operator is written for several entries of a batch at once. */

import { type Graph, type GraphNode, sameShape, type Value } from '../graph.js';

/** A value of the graph for a batch: one for each entry along a leading axis, or one and the same for all. */
export interface Batched {
  readonly value: Value;
  readonly batched: boolean;
}

/** What a rule works on. */
export interface RuleContext {
  readonly graph: Graph;
  readonly count: number;
  /** The operator of one entry. */
  readonly node: GraphNode;
  /** Its operands, of which at least one has a leading axis. */
  readonly inputs: readonly Batched[];
}

/** Adds the operators of all entries; returns values with a leading axis. */
export type VmapRule = (context: RuleContext) => readonly Value[];

/** Rules by operator. */
export type RuleTable = Readonly<Record<string, VmapRule>>;

/** The elements of a value in another shape. */
export function reshaped(graph: Graph, value: Value, shape: readonly number[]): Value {
  if (sameShape(value.shape, shape)) return value;
  return graph.apply('Reshape', [value, graph.integers(shape)], { shape, dtype: value.dtype });
}

/** A value with axes of length 1 after the leading one, so that what follows it has `rank` axes and broadcasts. */
export function aligned(graph: Graph, { value, batched }: Batched, rank: number): Value {
  if (!batched) return value;
  const [count, ...shape] = value.shape;
  return reshaped(graph, value, [count, ...Array<number>(Math.max(0, rank - shape.length)).fill(1), ...shape]);
}

/** A value with a leading axis in any case. */
export function spread(graph: Graph, count: number, { value, batched }: Batched): Value {
  if (batched) return value;
  const shape = [count, ...value.shape];
  if (value.origin.kind === 'splat') return graph.splat(value.origin.value, shape, value.dtype);
  return graph.apply('Expand', [value, graph.integers(shape)], { shape, dtype: value.dtype });
}

/** The outputs of one entry's operator, with a leading axis. */
export const leading = ({ node, count }: RuleContext) =>
  node.outputs.map(({ shape, dtype }) => ({ shape: [count, ...shape], dtype }));

/** An axis counted without the leading one, counted with it; from the end, both are the same. */
export const behindLeading = (axis: number) => (axis < 0 ? axis : axis + 1);
