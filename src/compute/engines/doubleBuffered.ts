/**
 * A training step whose state lies in two sets of buffers: a run reads one and writes the other, so nothing is copied
 * and a run that fails leaves the state as it was.
 */

import { type ArrayTree, copyTree, flattenTree, type NdArray } from '../../arrays/index.js';
import { shapeCheck } from '../checkArrays.js';
import { allocateState, type StateBuffers, type StateLayout } from '../stateLayout.js';
import type { TensorTree } from '../tensorTree.js';
import { runEagerly } from './eager/runEagerly.js';
import { bindInputs, bindOutputs, type LoadedProgram, nativeTensor, runNative } from './onnx/session.js';

/** Something that takes steps and holds their state. */
export interface SteppedState {
  /** The current state, in place: valid until the next run. */
  state(): ArrayTree;
  setState(state: ArrayTree): void;
  run(inputs: ArrayTree): Promise<ArrayTree>;
  dispose(): Promise<void>;
}

type Pair<T> = readonly [T, T];

/** Takes a step from one set of buffers to the other. */
type Step = (inputs: ArrayTree, from: 0 | 1) => Promise<ArrayTree>;

/**
 * Writes arrays over others of the same structure.
 *
 * @param target what is written
 * @param source where from
 * @throws TypeError when the structures differ, before anything is written
 */
export function overwrite(target: ArrayTree, source: ArrayTree): void {
  shapeCheck(target, 'compileUpdate: state')(source);
  const given = new Map(flattenTree(copyTree(source)));
  for (const [path, { data }] of flattenTree(target)) data.set((given.get(path) as NdArray).data);
}

function alternating(
  state: ArrayTree,
  layout: StateLayout,
  stepOver: (buffers: Pair<StateBuffers>) => Step,
  dispose: () => Promise<void>,
): SteppedState {
  const buffers = [allocateState(state, layout), allocateState(state, layout)] as const;
  overwrite(buffers[0].tree, state);
  const step = stepOver(buffers);
  let current: 0 | 1 = 0;
  return {
    state: () => buffers[current].tree,
    setState: (next) => overwrite(buffers[current].tree, next),
    run: async (inputs) => {
      const outputs = await step(inputs, current);
      current = current === 0 ? 1 : 0;
      return outputs;
    },
    dispose,
  };
}

/**
 * Steps run by tfjs, op by op.
 *
 * @param fn maps `{state, inputs}` to `{state, outputs}`, the state as it is transported
 * @param state the first state
 * @param layout of that state
 * @returns the steps
 */
export function eagerSteps(fn: (given: TensorTree) => TensorTree, state: ArrayTree, layout: StateLayout): SteppedState {
  const stepOver = (buffers: Pair<StateBuffers>): Step => {
    return async (inputs, from) => {
      const result = await runEagerly(fn, { state: buffers[from].transport, inputs });
      overwrite(buffers[1 - from].transport, result.state as ArrayTree);
      return (result.outputs ?? {}) as ArrayTree;
    };
  };
  return alternating(state, layout, stepOver, async () => {});
}

/**
 * Steps run by ONNX Runtime, over the buffers' own memory.
 *
 * @param program of a function that maps `{state, inputs}` to `{state, outputs}`, the state as it is transported
 * @param state the first state
 * @param layout of that state
 * @returns the steps
 */
export function nativeSteps(program: LoadedProgram, state: ArrayTree, layout: StateLayout): SteppedState {
  const stepOver = (buffers: Pair<StateBuffers>): Step => {
    const outputs = bindOutputs(program, 'out.outputs.');
    const tensors = buffers.map(({ transport }) =>
      Object.entries(transport).map(([name, array]) => [name, nativeTensor(array)] as const),
    );
    const used = new Set(program.inputs.map(({ name }) => name));
    const read = tensors.map((set) =>
      Object.fromEntries(
        set.map(([name, tensor]) => [`in.state.${name}`, tensor] as const).filter(([name]) => used.has(name)),
      ),
    );
    const written = tensors.map((set) => ({
      ...outputs.fetches,
      ...Object.fromEntries(set.map(([name, tensor]) => [`out.state.${name}`, tensor])),
    }));
    const feedsOf = bindInputs(program, 'in.inputs.');
    return async (inputs, from) => {
      await runNative(program, { ...read[from], ...feedsOf(inputs) }, written[1 - from]);
      return outputs.read();
    };
  };
  return alternating(state, layout, stepOver, () => program.session.release());
}
