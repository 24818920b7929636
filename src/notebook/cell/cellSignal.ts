/** Interrupts of a notebook cell, as an AbortSignal. */

import { announceInterrupt } from './interruptNote.js';
import { kernelBridge } from './kernelBridge.js';

/**
 * The signal of the running cell: aborted when the reader presses "interrupt" (or the runner's time is up).
 *
 * A cell that asks for the signal gets 20 seconds to return what it has, and then its variables exist in later cells:
 * `const run = await train({ …, signal: cellSignal() })`.
 *
 * @returns the signal; outside the project's kernel one that never aborts
 */
export function cellSignal(): AbortSignal {
  const signal = kernelBridge()?.signal();
  if (signal) announceInterrupt(signal);
  return signal ?? new AbortController().signal;
}
