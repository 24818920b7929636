/** Programs whose state lives with what runs them, on a GPU where there is one, and is fetched when it is looked at. */

import { type ArrayTree, flattenTree, type NdArray, unflattenTree } from '../../arrays/index.js';
import { lazyRecord } from '../lazyRecord.js';
import { allocateState, type StateLayout } from '../stateLayout.js';
import { overwrite } from './doubleBuffered.js';
import type { LoadedProgram, SteppedState } from './engine.js';

/** A loaded graph, its inputs and outputs by name; some are both, and stay where it runs. */
export interface ResidentProgram {
  /** Runs it, once all that is resident was written; the returned arrays are fresh. */
  run(inputs: ReadonlyMap<string, NdArray>): Map<string, NdArray>;
  /** Reads what is resident. */
  read(names: readonly string[]): Map<string, NdArray>;
  /** Overwrites what is resident. */
  write(values: ReadonlyMap<string, NdArray>): void;
  dispose(): void;
}

/** A state's part, as a step's graph calls it. */
const portOf = (part: string) => `state.${part}`;

/**
 * The inputs and outputs of a step's graph that are its state.
 *
 * @param layout of the state
 * @returns their names
 */
export function residentNames({ parts }: StateLayout): Set<string> {
  return new Set(parts.map(({ name }) => portOf(name)));
}

/**
 * A graph without a state as a loaded function.
 *
 * @param program nothing of it is resident
 * @returns the function
 */
export function loadedProgram(program: ResidentProgram): LoadedProgram {
  return {
    run: async (inputs) => unflattenTree(program.run(new Map(flattenTree(inputs)))),
    dispose: async () => program.dispose(),
  };
}

/**
 * A step's graph as a training step.
 *
 * @param program its {@link residentNames} are resident
 * @param layout of the state
 * @returns the steps; an entry of their state is fetched when it is first looked at after a run
 */
export function residentSteps(program: ResidentProgram, layout: StateLayout): SteppedState {
  const { tree, transport } = allocateState(layout);
  const entries = Object.keys(layout.first);
  const portsOf = new Map(
    entries.map((entry) => [entry, layout.parts.filter((part) => part.entry === entry).map(({ name }) => name)]),
  );
  const send = (state: ArrayTree) => {
    overwrite(tree, state);
    program.write(new Map(Object.entries(transport).map(([name, array]) => [portOf(name), array])));
  };
  const fresh = new Set(entries);
  send(layout.first);
  const view = lazyRecord(entries, (entry) => {
    if (!fresh.has(entry)) {
      const names = portsOf.get(entry) as readonly string[];
      const values = program.read(names.map(portOf));
      for (const name of names) transport[name].data.set((values.get(portOf(name)) as NdArray).data);
      fresh.add(entry);
    }
    return tree[entry];
  });
  return {
    state: () => view,
    setState: (next) => {
      send(next);
      for (const entry of entries) fresh.add(entry);
    },
    run: async (inputs) => {
      const outputs = program.run(new Map(flattenTree({ inputs })));
      fresh.clear();
      return (unflattenTree(outputs).outputs ?? {}) as ArrayTree;
    },
    dispose: async () => program.dispose(),
  };
}
