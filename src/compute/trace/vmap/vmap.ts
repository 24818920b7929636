/**
 * One program for a batch: a trace of one entry's computation becomes that of all, each value with a leading axis.
 *
 * This is what `vmap` is to JAX, for operators of a traced graph: products become batched products, axes move by one,
 * and an operator without a rule runs once for each entry.
 */

import { Graph, type GraphNode, type Value } from '../graph.js';
import { reachable } from '../reachable.js';
import type { Trace } from '../trace.js';
import { oneByOne } from './oneByOne.js';
import { type Batched, type RuleContext, spread } from './rule.js';
import { VMAP_RULES } from './rules.js';

function write(graph: Graph, count: number, node: GraphNode, inputs: readonly Batched[]): Batched[] {
  const context: RuleContext = { graph, count, node, inputs };
  if (!inputs.some(({ batched }) => batched)) {
    const values = inputs.map(({ value }) => value);
    const outputs = graph.node(node.op, values, node.attributes, node.outputs);
    return outputs.map((value) => ({ value, batched: false }));
  }
  return (VMAP_RULES[node.op] ?? oneByOne)(context).map((value) => ({ value, batched: true }));
}

/**
 * Rewrites a trace for several entries of a batch.
 *
 * @param trace of one entry's function
 * @param count how many
 * @returns the trace whose inputs and outputs all have a leading axis of length `count`
 */
export function vmap({ inputs, outputs }: Trace, count: number): Trace {
  const graph = new Graph();
  const known = new Map<number, Batched>();
  const batchedInputs = new Map<string, Value>();
  for (const [name, { id, shape, dtype }] of inputs) {
    const value = graph.input(name, [count, ...shape], dtype);
    batchedInputs.set(name, value);
    known.set(id, { value, batched: true });
  }
  const { nodes, leaves } = reachable(outputs.values());
  for (const { id, shape, dtype, origin } of leaves) {
    if (origin.kind === 'constant') known.set(id, { value: graph.constant(origin.data, shape, dtype), batched: false });
    if (origin.kind === 'splat') known.set(id, { value: graph.splat(origin.value, shape, dtype), batched: false });
  }
  const find = ({ id }: Value) => known.get(id) as Batched;
  for (const node of nodes) {
    const results = write(graph, count, node, node.inputs.map(find));
    node.outputs.forEach(({ id }, i) => {
      known.set(id, results[i]);
    });
  }
  const whole = (value: Value) => spread(graph, count, find(value));
  return {
    inputs: batchedInputs,
    outputs: new Map([...outputs].map(([name, value]) => [name, whole(value)] as const)),
  };
}
