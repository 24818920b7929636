/**
 * What must be there at once.
 *
 * @outsideNumerics it checks what was written
 */

/**
 * Fails on a Promise, which an environment that is stepped in this thread is not waited for.
 *
 * @param id the task
 * @param what came from which of its functions, for instance `step()`
 * @param value what it returned
 * @returns the same
 * @throws RangeError saying what to write instead
 */
export function atOnce<Value>(id: string, what: string, value: Value): Value {
  if (!(value instanceof Promise)) return value;
  // Its own failure would come when nobody listens any more.
  value.catch(() => undefined);
  throw new RangeError(
    `${id}: ${what} returned a Promise; an environment is stepped at once, without async. One that must be waited for ` +
      'belongs to a task with open(): see the contract, Task.',
  );
}
