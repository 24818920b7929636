/** Runs of one program, one after the other, each with its inputs as they were when it was asked for. */

import { type ArrayTree, copyTree } from '../arrays/index.js';

/** A program that is asked for runs and can be thrown away. */
export interface Queue<Outputs> {
  /** Runs when the runs before it have ended. */
  run(inputs: ArrayTree): Promise<Outputs>;
  /** Whether a run is under way or waits. */
  isBusy(): boolean;
  /** Waits for the runs that were asked for, then frees the program; a second call does nothing. */
  dispose(): Promise<void>;
}

/**
 * Lets runs wait for one another.
 *
 * @param check of inputs; what it throws rejects the run
 * @param step one run, which reads its inputs before it first waits
 * @param release frees the program
 * @returns the program; a run after {@link Queue.dispose} is refused
 */
export function oneAtATime<Outputs>(
  check: (inputs: ArrayTree) => void,
  step: (inputs: ArrayTree) => Promise<Outputs>,
  release: () => Promise<void>,
): Queue<Outputs> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let released: Promise<void> | undefined;
  return {
    run: async (inputs) => {
      if (released) throw new Error('compiled function: it was disposed of; compile it again to run it.');
      check(inputs);
      const asAsked = waiting === 0 ? inputs : copyTree(inputs);
      const result = waiting === 0 ? step(asAsked) : last.then(() => step(asAsked));
      waiting++;
      last = result.then(
        () => waiting--,
        () => waiting--,
      );
      return result;
    },
    isBusy: () => waiting > 0,
    dispose: () => {
      released ??= last.then(release);
      return released;
    },
  };
}
