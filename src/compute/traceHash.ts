/** What a function of tensors computes, as one hash; no engine is loaded. */

import type { ArrayTree } from '../arrays/index.js';
import { traceBatched } from './batched.js';
import type { Tensors, TensorTree } from './tensorTree.js';
import { graphHash } from './trace/graphHash.js';

/**
 * Traces a function and hashes its graph with all constants: a captured number that changed changes the hash; another
 * name, another file or another order of statements that gives the same graph does not.
 *
 * @param fn maps a tree of tensors to a tree of tensors, as `compile` takes it; a step of `compileUpdate` is
 *   `({ state, inputs }) => step(state, inputs)`
 * @param inputs arrays with the shapes and types that the inputs have; their numbers are not in the hash
 * @param options `batched` as for `compile`: the hash is then that of the program of all entries
 * @returns 64 hexadecimal digits
 * @throws UntraceableError when `fn` has no graph, and would run eagerly
 */
export function traceHash<Inputs extends ArrayTree, Outputs extends TensorTree>(
  fn: (inputs: Tensors<Inputs>) => Outputs,
  inputs: Inputs,
  options: { readonly batched?: number } = {},
): string {
  return graphHash(traceBatched(fn as unknown as (given: TensorTree) => TensorTree, inputs, options.batched));
}
