/** An operator that runs once for each entry. */

import type { Value } from '../graph.js';
import { type Batched, leading, type RuleContext, reshaped } from './rule.js';

/** One entry's part of a value. */
function partOf({ graph }: RuleContext, { value, batched }: Batched, entry: number): Value {
  if (!batched) return value;
  const [, ...shape] = value.shape;
  const begin = [entry, ...shape.map(() => 0)];
  const part = graph.apply('Slice', [value, graph.integers(begin), graph.integers([entry + 1, ...shape])], {
    shape: [1, ...shape],
    dtype: value.dtype,
  });
  return reshaped(graph, part, shape);
}

/**
 * The operator once for each entry, the results side by side.
 *
 * @param context the operator and its operands
 * @returns its outputs with a leading axis
 */
export function oneByOne(context: RuleContext): Value[] {
  const { graph, node, inputs, count } = context;
  const results = Array.from({ length: count }, (_, entry) =>
    graph.node(
      node.op,
      inputs.map((input) => partOf(context, input, entry)),
      node.attributes,
      node.outputs,
    ),
  );
  return leading(context).map((spec, i) => {
    const parts = results.map((outputs) => reshaped(graph, outputs[i], [1, ...node.outputs[i].shape]));
    return graph.apply('Concat', parts, spec, { axis: 0 });
  });
}
