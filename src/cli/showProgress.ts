/** A progress line in a terminal; nothing where the output is a file. */

import type { Progress } from '../training/index.js';

/** A live progress line with ordinary lines above it. */
export interface ProgressLine {
  /** Redraws the line, at most ten times a second. */
  update(progress: Progress): void;
  /** Prints an ordinary line. */
  print(line: string): void;
  /** Removes the line. */
  end(): void;
}

/**
 * Shows how far, how fast and how much longer.
 *
 * @param unit what is counted, for instance `chunks`
 * @returns the line
 */
export function showProgress(unit: string): ProgressLine {
  const terminal = process.stderr.isTTY === true;
  let drawn = 0;
  const clear = () => {
    if (terminal) process.stderr.write('\r\x1b[K');
  };
  return {
    update({ done, total, rate, secondsLeft }) {
      if (!terminal || performance.now() - drawn < 100) return;
      drawn = performance.now();
      clear();
      process.stderr.write(`${done} of ${total} ${unit}  ${rate.toFixed(0)}/s  ${secondsLeft.toFixed(0)} s left`);
    },
    print(line) {
      clear();
      console.log(line);
    },
    end: clear,
  };
}
