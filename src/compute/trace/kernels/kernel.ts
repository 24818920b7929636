/** What a traced kernel is: the tfjs kernel of the same name, written as graph operators. */

import type { Graph, Value } from '../graph.js';

/** Attributes as tfjs hands them to a kernel; each kernel knows the types of its own. */
export type KernelAttributes = Readonly<Record<string, unknown>>;

/** Adds a kernel's operators to the graph. Variadic inputs come under the keys `0`, `1`, … */
export type TraceKernel = (
  graph: Graph,
  inputs: Readonly<Record<string, Value>>,
  attributes: KernelAttributes,
) => Value | readonly Value[];

/** Kernels by their tfjs names. */
export type KernelTable = Readonly<Record<string, TraceKernel>>;

/** A variant of a kernel that has no graph form; the function then runs eagerly. */
export class MissingKernel extends Error {
  override readonly name = 'MissingKernel';
}
