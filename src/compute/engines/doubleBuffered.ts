/**
 * A training step whose state lies in two sets of buffers: a run reads one and writes the other, so nothing is copied
 * and a run that fails leaves the state as it was.
 */

import { type ArrayTree, copyTree, flattenTree, type NdArray } from '../../arrays/index.js';
import { shapeCheck } from '../checkArrays.js';
import { allocateState, type StateBuffers, type StateLayout } from '../stateLayout.js';
import type { SteppedState } from './engine.js';

/** Two sets of buffers. */
export type BufferPair = readonly [StateBuffers, StateBuffers];

/** Takes a step from one set of buffers to the other. */
export type BufferedStep = (inputs: ArrayTree, from: 0 | 1) => Promise<ArrayTree>;

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

/**
 * Steps from one set of buffers to the other, and back.
 *
 * @param layout of the state
 * @param stepOver makes the step, once the buffers are there
 * @param dispose frees what runs it
 * @returns the steps
 */
export function doubleBuffered(
  layout: StateLayout,
  stepOver: (buffers: BufferPair) => BufferedStep,
  dispose: () => Promise<void>,
): SteppedState {
  const buffers = [allocateState(layout), allocateState(layout)] as const;
  overwrite(buffers[0].tree, layout.first);
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
