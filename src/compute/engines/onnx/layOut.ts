/** From a trace to a list of ONNX nodes in execution order, with the rewrites that need to see the whole graph. */

import { sizeOf } from '../../../arrays/index.js';
import type { Dtype, Value } from '../../trace/graph.js';
import { reachable } from '../../trace/reachable.js';
import type { Program, ProgramConstant } from './program.js';
import { fuseGemmBias, mergeSlices } from './rewrite.js';
import { spelled } from './spelling.js';

const ARRAY_OF: Readonly<Record<Dtype, { from(values: number[]): ArrayBufferView }>> = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
  int64: { from: (values: number[]) => BigInt64Array.from(values, BigInt) },
};

function ownName(value: Value): string {
  return value.origin.kind === 'input' ? `in.${value.origin.name}` : `v${value.id}`;
}

function constantOf(value: Value): ProgramConstant {
  const { shape, dtype, origin } = value;
  if (origin.kind === 'constant') return { name: ownName(value), shape, dtype, data: origin.data };
  const fill = Array<number>(sizeOf(shape)).fill((origin as { value: number }).value);
  return { name: ownName(value), shape, dtype, data: ARRAY_OF[dtype].from(fill) };
}

/**
 * Lays a trace out as a program: reachable nodes only, Gemm with its bias, one Split for adjacent slices.
 *
 * @param outputs the values to return, by name
 * @returns nodes in execution order, constants, inputs that are really used, and outputs
 */
export function layOut(outputs: ReadonlyMap<string, Value>): Program {
  const { nodes, leaves } = reachable(outputs.values());
  const returned = new Map<Value, string>();
  for (const [name, value] of outputs)
    if (value.origin.kind === 'node' && !returned.has(value)) returned.set(value, `out.${name}`);
  const nameOf = (value: Value) => returned.get(value) ?? ownName(value);
  const body = nodes.map((node) => ({
    ...spelled(node),
    inputs: node.inputs.map(nameOf),
    outputs: node.outputs.map(nameOf),
  }));
  const copies = [...outputs].filter(([name, value]) => returned.get(value) !== `out.${name}`);
  const returns = copies.map(([name, value]) => ({
    op: 'Identity',
    domain: '',
    inputs: [nameOf(value)],
    outputs: [`out.${name}`],
    attributes: {},
  }));
  const inputs = leaves.filter((leaf) => leaf.origin.kind === 'input');
  const shapes = new Map<string, readonly number[]>(leaves.map((leaf) => [ownName(leaf), leaf.shape]));
  for (const node of nodes) for (const output of node.outputs) shapes.set(nameOf(output), output.shape);
  const shapeOf = (name: string) => shapes.get(name);
  const program = {
    nodes: [...body, ...returns],
    constants: leaves.filter((leaf) => leaf.origin.kind !== 'input').map(constantOf),
    inputs: inputs.map((value) => ({ name: ownName(value), shape: value.shape, dtype: value.dtype })),
    outputs: [...outputs].map(([name, { shape, dtype }]) => ({ name: `out.${name}`, shape, dtype })),
  };
  return mergeSlices(fuseGemmBias(program, shapeOf), shapeOf);
}
