/** A training step whose state lives with what runs it, on a GPU where there is one, and is fetched when it is looked at. */

import type { ArrayTree, NdArray } from '../../arrays/index.js';
import { allocateState, type StateLayout, transportNames } from '../stateLayout.js';
import { overwrite, type SteppedState } from './doubleBuffered.js';

/** A loaded training step. */
export interface RemoteStep {
  /** Takes one step; the outputs are fresh arrays. */
  run(inputs: ArrayTree): ArrayTree;
  /** Reads the current state's parts, by their names. */
  read(names: readonly string[]): Map<string, NdArray>;
  /** Overwrites the state. */
  write(state: Readonly<Record<string, NdArray>>): void;
  dispose(): void;
}

/**
 * Steps of a state that lives elsewhere.
 *
 * @param open loads the step, with the first state as it is transported; the state's arrays are reused afterwards
 * @param state the first state
 * @param layout of that state
 * @returns the steps; an entry of their state is fetched when it is first looked at after a run
 */
export function remoteSteps(
  open: (transport: Readonly<Record<string, NdArray>>) => RemoteStep,
  state: ArrayTree,
  layout: StateLayout,
): SteppedState {
  const buffers = allocateState(state, layout);
  overwrite(buffers.tree, state);
  const step = open(buffers.transport);
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
