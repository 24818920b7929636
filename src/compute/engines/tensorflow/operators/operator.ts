/** How an operator of a traced graph is written in TensorFlow's. */

import type { GraphNode, Value } from '../../../trace/graph.js';
import { type GraphDefBuilder, typeAttribute } from '../graphDef.js';

/** Adds a node's operators; returns the names of its outputs. */
export type TensorflowOperator = (
  builder: GraphDefBuilder,
  node: GraphNode,
  inputs: readonly string[],
) => string | readonly string[];

/** Operators by the names that a traced graph has for them. */
export type OperatorTable = Readonly<Record<string, TensorflowOperator>>;

/** An operator of the same operands under another name, whose attribute T is the first operand's type. */
export const renamed =
  (op: string): TensorflowOperator =>
  (builder, node, inputs) =>
    builder.typed(op, inputs, node.inputs[0].dtype);

/** An operator without attributes. */
export const bare =
  (op: string): TensorflowOperator =>
  (builder, _node, inputs) =>
    builder.add(op, inputs);

/** Attributes of an operator with a vector of axes or sizes: its element type and that of the vector. */
export const indexedBy = (value: Value, name: string) => ({
  T: typeAttribute(value.dtype),
  [name]: typeAttribute('int32'),
});
