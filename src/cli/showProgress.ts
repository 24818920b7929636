/** A progress line in a terminal; nothing where the output is a file. */

import type { Progress } from '../training/index.js';

/** A live progress line with ordinary lines above it. */
export interface ProgressLine {
  /** Redraws the line, at most ten times a second; a note stands behind it. */
  update(progress: Progress, note?: string): void;
  /** Prints an ordinary line. */
  print(line: string): void;
  /** Removes the line. */
  end(): void;
}

/**
 * Time for people: minutes once there are some.
 *
 * @param seconds left
 * @returns for instance `50 s` or `12 min`
 */
export function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  return seconds < 90 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
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
    update({ done, total, rate, secondsLeft }, note = '') {
      if (!terminal || performance.now() - drawn < 100) return;
      drawn = performance.now();
      clear();
      process.stderr.write(`${done} of ${total} ${unit}  ${rate.toFixed(0)}/s  ${timeLeft(secondsLeft)} left${note}`);
    },
    print(line) {
      clear();
      console.log(line);
    },
    end: clear,
  };
}
