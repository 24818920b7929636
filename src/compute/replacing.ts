/** Members of objects replaced while a function runs, and put back however it ends. */

/** An object, the name of a member, and what it is meanwhile. */
export type Replacement = readonly [target: object, name: PropertyKey, value: unknown];

/**
 * Calls a function while members of objects are others.
 *
 * @param replacements what is replaced by what
 * @param fn what runs meanwhile, without waiting
 * @returns what `fn` returns
 */
export function replacing<T>(replacements: readonly Replacement[], fn: () => T): T {
  const before = replacements.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));
  try {
    for (const [target, name, value] of replacements)
      Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: false });
    return fn();
  } finally {
    replacements.forEach(([target, name], i) => {
      const descriptor = before[i];
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else Reflect.deleteProperty(target, name);
    });
  }
}
