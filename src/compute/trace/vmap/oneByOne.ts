/** An operator that runs once for each seed. */

import type { Value } from '../graph.js';
import { type Batched, leading, type RuleContext, reshaped } from './rule.js';

/** One seed's part of a value. */
function partOf({ graph }: RuleContext, { value, batched }: Batched, seed: number): Value {
  if (!batched) return value;
  const [, ...shape] = value.shape;
  const begin = [seed, ...shape.map(() => 0)];
  const part = graph.apply('Slice', [value, graph.integers(begin), graph.integers([seed + 1, ...shape])], {
    shape: [1, ...shape],
    dtype: value.dtype,
  });
  return reshaped(graph, part, shape);
}

/**
 * The operator once for each seed, the results side by side.
 *
 * @param context the operator and its operands
 * @returns its outputs with a leading axis
 */
export function oneByOne(context: RuleContext): Value[] {
  const { graph, node, inputs, seeds } = context;
  const results = Array.from({ length: seeds }, (_, seed) =>
    graph.node(
      node.op,
      inputs.map((input) => partOf(context, input, seed)),
      node.attributes,
      node.outputs,
    ),
  );
  return leading(context).map((spec, i) => {
    const parts = results.map((outputs) => reshaped(graph, outputs[i], [1, ...node.outputs[i].shape]));
    return graph.apply('Concat', parts, spec, { axis: 0 });
  });
}
