/**
 * Long loops that let others have their turn: timers, interrupts, a notebook's messages.
 *
 * @outsideNumerics it waits
 */

import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two turns of the others. */
const SHARE = 10;

/**
 * Makes a loop interruptible. Awaiting a promise alone does not let timers and signals through.
 *
 * @param signal what stops the loop
 * @returns to be awaited in every round: lets the event loop turn every 10 ms
 * @throws the signal's reason, when awaited after it was aborted
 * @example
 * const turn = giveWay(signal);
 * while (true) await turn();
 */
export function giveWay(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > SHARE) {
      await nextTurn();
      since = performance.now();
    }
    signal?.throwIfAborted();
  };
}
