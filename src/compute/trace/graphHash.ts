/**
 * What a traced graph computes, as one hash: two functions have the same hash where they apply the same operators, in
 * the same structure, to the same constants. Names, the order of nodes and nodes that nothing needs are not in it.
 */

import { createHash } from 'node:crypto';
import type { Attributes, GraphNode, Value } from './graph.js';
import { reachable } from './reachable.js';
import type { Trace } from './trace.js';

/** A number, a text or numbers, with −0, NaN and infinities told apart. */
function literal(value: number | string | readonly number[]): string {
  if (typeof value === 'string') return `'${value}'`;
  const one = (number: number) => (Object.is(number, -0) ? '-0' : String(number));
  return typeof value === 'number' ? one(value) : `[${value.map(one).join()}]`;
}

function sorted(attributes: Attributes): string[] {
  return Object.keys(attributes)
    .sort()
    .map((name) => `${name}=${literal(attributes[name])}`);
}

const typeOf = ({ dtype, shape }: Pick<Value, 'dtype' | 'shape'>) => `${dtype}[${shape.join()}]`;

/** SHA-256 over parts that cannot run into each other. */
function digest(...parts: readonly (string | ArrayBufferView)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes =
      typeof part === 'string' ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

function leafHash(value: Value): string {
  const { origin } = value;
  if (origin.kind === 'input') return digest('input', origin.name, typeOf(value));
  if (origin.kind === 'splat') return digest('splat', literal(origin.value), typeOf(value));
  return digest('constant', (origin as { readonly data: ArrayBufferView }).data, typeOf(value));
}

function nodeHash(node: GraphNode, hashOf: (value: Value) => string): string {
  const { op, attributes, inputs, outputs } = node;
  const lists = [sorted(attributes), inputs.map(hashOf), outputs.map(typeOf)];
  // The empty part stands in every hash that was recorded.
  return digest('node', '', op, ...lists.flatMap((list) => [String(list.length), ...list]));
}

/**
 * The hash of a traced graph with its constants: Merkle's, each value's from its operator and its operands' hashes.
 *
 * @param trace inputs and outputs of a traced function
 * @returns 64 hexadecimal digits, over the outputs by name and all that they are computed from
 */
export function graphHash({ outputs }: Pick<Trace, 'outputs'>): string {
  const known = new Map<number, string>();
  const hashOf = ({ id }: Value) => known.get(id) as string;
  const { nodes, leaves } = reachable(outputs.values());
  for (const leaf of leaves) known.set(leaf.id, leafHash(leaf));
  for (const node of nodes) {
    const hash = nodeHash(node, hashOf);
    node.outputs.forEach(({ id }, i) => {
      known.set(id, `${hash}/${i}`);
    });
  }
  const byName = [...outputs].sort(([a], [b]) => (a < b ? -1 : 1));
  return digest('outputs', ...byName.flatMap(([name, value]) => [name, hashOf(value)]));
}
