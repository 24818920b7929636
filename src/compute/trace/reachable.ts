/** The part of a graph that something is computed from. */

import type { GraphNode, Value } from './graph.js';

/**
 * What some values are computed from.
 *
 * @param outputs the values
 * @returns the nodes in execution order, and the inputs and constants that they start from
 */
export function reachable(outputs: Iterable<Value>): { nodes: GraphNode[]; leaves: Value[] } {
  const nodes = new Map<number, GraphNode>();
  const leaves = new Map<number, Value>();
  const pending = [...outputs];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (value.origin.kind !== 'node') leaves.set(value.id, value);
    else if (!nodes.has(value.origin.node.id)) {
      nodes.set(value.origin.node.id, value.origin.node);
      pending.push(...value.origin.node.inputs);
    }
  }
  return { nodes: [...nodes.values()].sort((a, b) => a.id - b.id), leaves: [...leaves.values()] };
}
