/** A training step whose state lives in a libtensorflow session, on the GPU where there is one. */

import type { ArrayTree } from '../arrays.js';
import type { CompileOptions } from '../compileOptions.js';
import { overwrite, type SteppedState } from '../doubleBuffered.js';
import { allocateState, type StateLayout, transportNames } from '../residentState.js';
import type { TensorTree } from '../tensorTree.js';
import { stepOnTensorflow } from './compile.js';

/**
 * Steps run by libtensorflow.
 *
 * @param fn maps `{state, inputs}` to `{state, outputs}`, the state as it is transported
 * @param state the first state
 * @param layout of that state
 * @param example inputs with the shapes that they will always have
 * @param options threads
 * @returns the steps; an entry of their state is fetched when it is first looked at after a run
 * @throws UntraceableError when an op has no graph form; Error when there is no libtensorflow
 */
export function tensorflowSteps(
  fn: (given: TensorTree) => TensorTree,
  state: ArrayTree,
  layout: StateLayout,
  example: ArrayTree,
  options: CompileOptions,
): SteppedState {
  const buffers = allocateState(state, layout);
  overwrite(buffers.tree, state);
  const step = stepOnTensorflow(fn, { state: buffers.transport, inputs: example }, options);
  const fresh = new Set(Object.keys(state));
  const fetch = (entry: string): void => {
    if (fresh.has(entry)) return;
    for (const [name, { data }] of step.read(transportNames(layout, entry))) buffers.transport[name].data.set(data);
    fresh.add(entry);
  };
  const view = {} as ArrayTree;
  for (const entry of Object.keys(state)) {
    const get = () => {
      fetch(entry);
      return buffers.tree[entry];
    };
    Object.defineProperty(view, entry, { enumerable: true, get });
  }
  return {
    state: () => view,
    setState: (next) => {
      overwrite(buffers.tree, next);
      step.write(buffers.transport);
      for (const entry of Object.keys(state)) fresh.add(entry);
    },
    run: async (inputs) => {
      const outputs = step.run(inputs);
      fresh.clear();
      return outputs;
    },
    dispose: async () => step.dispose(),
  };
}
