/** Calls of libtensorflow whose failures come in this library's words. */

import { UntraceableError } from '../../trace/trace.js';
import type { TensorflowBinding } from './binding.js';
import { type GraphDef, withSavedModel } from './savedModel.js';

/**
 * Loads a graph.
 *
 * @param binding the native module
 * @param graph nodes and functions
 * @returns the number of the session
 * @throws UntraceableError where TensorFlow has no kernel for the graph
 */
export function loadGraph(binding: TensorflowBinding, graph: GraphDef): number {
  try {
    return withSavedModel(graph, (folder, tag) => binding.loadSavedModel(folder, tag));
  } catch (cause) {
    throw new UntraceableError('TensorFlow has no kernel for a number type in its graph', { cause });
  }
}

/**
 * Runs a graph.
 *
 * @param run calls the native module
 * @returns what it returns
 * @throws RangeError where an index lies outside its axis; Error, with TensorFlow's own as its cause, else
 */
export function runGraph<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (/not in \[0, |out of (range|bounds)/i.test(String(cause)))
      throw new RangeError('compiled function: an index lies outside the axis that it picks from.', { cause });
    throw new Error('compiled function: TensorFlow could not run it; the cause of this error says why.', { cause });
  }
}
