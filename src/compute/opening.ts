/** What was opened and must be closed again, however the work ends. */

/** Things with what closes them. */
export interface Opening {
  /** Remembers how to close a thing, and returns the thing. */
  keep<Thing>(thing: Thing, close: (thing: Thing) => Promise<unknown> | unknown): Thing;
  /** Closes all of them, the last one first, each once; an error waits until all were tried. */
  close(): Promise<void>;
  /** Does some work; everything is closed when it fails. @returns what the work returns */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Closes what closes itself, for {@link Opening.keep}.
 *
 * @param thing for instance a vector of environments
 * @returns what its own closing returns
 */
export const closeIt = (thing: { close(): Promise<unknown> | unknown }): Promise<unknown> | unknown => thing.close();

/**
 * Begins with nothing open.
 *
 * @returns to be given whatever is opened
 * @example
 * const opened = opening();
 * const env = opened.keep(await openTask(task, sizes), closeIt);
 * await opened.close();
 */
export function opening(): Opening {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (const one of closers.splice(0).reverse())
      try {
        await one();
      } catch (error) {
        errors.push(error);
      }
    if (errors.length > 0) throw errors[0];
  };
  return {
    keep(thing, closeIt) {
      closers.push(() => closeIt(thing));
      return thing;
    },
    close,
    async during(work) {
      try {
        return await work();
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}
