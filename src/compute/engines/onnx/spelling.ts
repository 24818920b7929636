/** How ONNX spells the operators of a traced graph; most have one name in both. */

import type { Dtype, GraphNode } from '../../trace/graph.js';
import type { ProgramNode } from './program.js';

/** ONNX's numbers for element types. */
export const ONNX_DTYPES: Readonly<Record<Dtype, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

type Spelling = Pick<ProgramNode, 'op' | 'domain' | 'attributes'>;

/** Operators that ONNX spells otherwise. */
const SPELLINGS: Readonly<Record<string, (node: GraphNode) => Spelling>> = {
  Cast: ({ op, outputs }) => ({ op, domain: '', attributes: { to: ONNX_DTYPES[outputs[0].dtype] } }),
  // Only products of two matrices absorb a bias; over batch axes, ONNX Runtime has an operator of its own.
  Gemm: ({ op, inputs, attributes }) =>
    inputs.every(({ shape }) => shape.length === 2)
      ? { op, domain: '', attributes }
      : { op: 'FusedMatMul', domain: 'com.microsoft', attributes },
};

/**
 * An operator in ONNX's words.
 *
 * @param node of a traced graph
 * @returns name, domain (`''` for standard ONNX, `com.microsoft` for ONNX Runtime's own) and attributes
 */
export function spelled(node: GraphNode): Spelling {
  return SPELLINGS[node.op]?.(node) ?? { op: node.op, domain: '', attributes: node.attributes };
}
