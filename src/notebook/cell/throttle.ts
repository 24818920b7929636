/** Rate limit for live displays. */

/** A rate-limited call. */
export interface Throttled<Value> {
  /** Calls through at once if the interval has passed, else remembers the newest value and calls with it later. */
  push(value: Value): void;
  /** Calls through at once with the newest value that is still pending, if there is one. */
  flush(): void;
}

/**
 * Limits how often a function is called, so that the newest value always arrives in the end.
 *
 * The clock is also read at each push: a cell that computes without ever yielding to the event loop still updates.
 *
 * @param call the function
 * @param milliseconds least time between two calls
 * @returns the rate-limited call
 */
export function throttle<Value>(call: (value: Value) => void, milliseconds: number): Throttled<Value> {
  let pending: { value: Value } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let calledAt = Number.NEGATIVE_INFINITY;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!pending) return;
    const { value } = pending;
    pending = undefined;
    calledAt = performance.now();
    call(value);
  };
  const push = (value: Value) => {
    pending = { value };
    const wait = calledAt + milliseconds - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  };
  return { push, flush };
}
