/** Writes a traced graph as a TensorFlow graph. */

import type { GraphNode, Value } from '../../trace/graph.js';
import { reachable } from '../../trace/reachable.js';
import { UntraceableError } from '../../trace/trace.js';
import { type GraphDefBuilder, shapeProto, typeAttribute } from './graphDef.js';
import { elementwiseOperators } from './operators/elementwise.js';
import { linearOperators } from './operators/linear.js';
import type { OperatorTable } from './operators/operator.js';
import { reductionOperators } from './operators/reductions.js';
import { shapeOperators } from './operators/shape.js';
import { windowOperators } from './operators/windows.js';

const OPERATORS: OperatorTable = {
  ...elementwiseOperators,
  ...linearOperators,
  ...reductionOperators,
  ...shapeOperators,
  ...windowOperators,
};

/**
 * Adds a traced graph to a TensorFlow graph.
 *
 * @param builder where the nodes go
 * @param outputs the values that are wanted
 * @param inputs names of the nodes that stand for the traced graph's inputs, by input name; others become placeholders
 * @returns the node output that holds a value, by value
 * @throws UntraceableError naming an operator that has no TensorFlow form here
 */
export function translate(
  builder: GraphDefBuilder,
  outputs: Iterable<Value>,
  inputs: Map<string, string>,
): (value: Value) => string {
  const { nodes, leaves } = reachable(outputs);
  const names = new Map<number, string>();
  const refer = (value: Value): string => {
    const known = names.get(value.id);
    if (known !== undefined) return known;
    const name = leaf(builder, value, inputs);
    names.set(value.id, name);
    return name;
  };
  for (const value of leaves) if (value.origin.kind === 'input') refer(value);
  for (const node of nodes) {
    const results = [apply(builder, node, refer)].flat();
    node.outputs.forEach((output, i) => {
      names.set(output.id, results[i]);
    });
  }
  return refer;
}

function leaf(builder: GraphDefBuilder, { origin, shape, dtype }: Value, inputs: Map<string, string>): string {
  if (origin.kind === 'constant') return builder.constant(origin.data, shape, dtype);
  if (origin.kind === 'splat') return builder.splat(origin.value, shape, dtype);
  const { name } = origin as { readonly name: string };
  const known = inputs.get(name);
  if (known !== undefined) return known;
  const placeholder = builder.add('Placeholder', [], {
    dtype: typeAttribute(dtype),
    shape: { shape: shapeProto(shape) },
  });
  inputs.set(name, placeholder);
  return placeholder;
}

function apply(builder: GraphDefBuilder, node: GraphNode, refer: (value: Value) => string) {
  const operator = OPERATORS[node.op];
  if (!operator) throw new UntraceableError(`the operator ${node.op} has no TensorFlow form here`);
  // Shape operands are written by the operators themselves, in the form that TensorFlow wants.
  const isShape = ({ dtype, origin }: Value) => dtype === 'int64' && origin.kind === 'constant';
  return operator(
    builder,
    node,
    node.inputs.map((value) => (isShape(value) ? '' : refer(value))),
  );
}
