/** A function of tensors as engines take it. */

import type { ArrayTree } from '../arrays/index.js';
import type { Source } from './engines/engine.js';
import { seedBySeed, traceSeeds } from './seeds.js';
import type { TensorTree } from './tensorTree.js';

/**
 * What an engine is to run.
 *
 * @param fn pure tensor function of one seed
 * @param example arrays with the shapes that the inputs will have, for several seeds with a leading axis
 * @param seeds how many; undefined for a function as it is
 * @returns the function of all seeds, and its graph when that is asked for
 */
export function sourceOf(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree, seeds?: number): Source {
  return { fn: seedBySeed(fn, seeds), trace: () => traceSeeds(fn, example, seeds) };
}
