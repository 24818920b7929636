/** A function of tensors as engines take it. */

import type { ArrayTree } from '../arrays/index.js';
import { entryByEntry, traceBatched } from './batched.js';
import type { Source } from './engines/engine.js';
import type { TensorTree } from './tensorTree.js';

/**
 * What an engine is to run.
 *
 * @param fn pure tensor function of one entry
 * @param example arrays with the shapes that the inputs will have, for several entries with a leading axis
 * @param batched how many; undefined for a function as it is
 * @returns the function of all entries, and its graph when that is asked for
 */
export function sourceOf(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree, batched?: number): Source {
  return { fn: entryByEntry(fn, batched), trace: () => traceBatched(fn, example, batched) };
}
