/** How an operator of a traced graph is written in StableHLO. */

import type { GraphNode } from '../../../../trace/graph.js';
import { UntraceableError } from '../../../../trace/trace.js';
import type { Written } from '../types.js';
import type { Writer } from '../writer.js';

/** Writes a node's operations; returns its outputs. Shape operands are not among the operands. */
export type StablehloOperator = (
  writer: Writer,
  node: GraphNode,
  operands: readonly Written[],
) => Written | readonly Written[];

/** Operators by the names that a traced graph has for them. */
export type OperatorTable = Readonly<Record<string, StablehloOperator>>;

/** An attribute that is a list. */
export const listOf = ({ attributes }: GraphNode, name: string): readonly number[] =>
  attributes[name] as readonly number[];

/** Axes counted from the front. */
export const fromFront = (axes: readonly number[], rank: number): number[] =>
  axes.map((axis) => (axis < 0 ? axis + rank : axis));

/** That an operator cannot be written; the function then runs eagerly. */
export const noForm = (what: string) => new UntraceableError(`the op ${what} has no XLA form here`);
