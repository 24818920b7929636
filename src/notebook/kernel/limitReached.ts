/** The ends that a cell does not choose: its time is up, or the run is interrupted. */

/**
 * Waits for the first of a cell's limits.
 *
 * @param seconds time limit
 * @param signal interrupts the run
 * @param done settles when the cell has ended, after which nothing is waited for
 * @returns which limit was reached; never settles for a cell that ends within them
 */
export function limitReached(
  seconds: number,
  signal: AbortSignal | undefined,
  done: Promise<unknown>,
): Promise<'timeout' | 'interrupted'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), 1000 * seconds);
    const abort = () => resolve('interrupted');
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const clear = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    done.then(clear, clear);
  });
}
