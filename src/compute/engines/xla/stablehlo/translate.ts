/** Writes a traced graph as operations of StableHLO. */

import type { GraphNode, Value } from '../../../trace/graph.js';
import { reachable } from '../../../trace/reachable.js';
import { activationOperators } from './operators/activations.js';
import { arcOperators } from './operators/arcs.js';
import { elementwiseOperators } from './operators/elementwise.js';
import { indexingOperators } from './operators/indexing.js';
import { linearOperators } from './operators/linear.js';
import { noForm, type OperatorTable } from './operators/operator.js';
import { reductionOperators } from './operators/reductions.js';
import { shapeOperators } from './operators/shape.js';
import { windowOperators } from './operators/windows.js';
import { elementType, type Written } from './types.js';
import { literal, type Writer } from './writer.js';

const OPERATORS: OperatorTable = {
  ...activationOperators,
  ...arcOperators,
  ...elementwiseOperators,
  ...indexingOperators,
  ...linearOperators,
  ...reductionOperators,
  ...shapeOperators,
  ...windowOperators,
};

/** Shape operands are written by the operators themselves, as numbers in the text. */
const isShape = ({ dtype, origin }: Value) => dtype === 'int64' && origin.kind === 'constant';

function apply(w: Writer, node: GraphNode, refer: (value: Value) => Written): readonly Written[] {
  const operator = OPERATORS[node.op];
  if (!operator) throw noForm(node.op);
  const operands = node.inputs.filter((value) => !isShape(value)).map(refer);
  return [operator(w, node, operands)].flat();
}

/**
 * Adds a traced graph to a program.
 *
 * @param w the program
 * @param outputs the values that are wanted
 * @param inputs what stands for the traced graph's inputs, by name
 * @returns what stands for a value
 * @throws UntraceableError naming an operator that has no StableHLO form here
 */
export function translate(
  w: Writer,
  outputs: Iterable<Value>,
  inputs: ReadonlyMap<string, Written>,
): (value: Value) => Written {
  const known = new Map<number, Written>();
  const leaf = ({ origin, shape, dtype }: Value): Written => {
    const type = elementType(dtype);
    if (origin.kind === 'input') return inputs.get(origin.name) as Written;
    if (origin.kind === 'splat') return w.splat(origin.value, shape, type);
    return literal(w, (origin as { readonly data: ArrayBufferView }).data, shape, type);
  };
  const refer = (value: Value): Written => {
    const written = known.get(value.id) ?? leaf(value);
    known.set(value.id, written);
    return written;
  };
  for (const node of reachable(outputs).nodes) {
    const results = apply(w, node, refer);
    node.outputs.forEach(({ id }, i) => {
      known.set(id, results[i]);
    });
  }
  return refer;
}
