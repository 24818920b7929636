/** Records whose entries are made when they are looked at. */

import type { ArrayTree } from '../arrays/index.js';

/**
 * A record that asks for an entry each time it is looked at.
 *
 * @param names of the entries
 * @param fetch makes an entry
 * @returns the record
 */
export function lazyRecord(names: readonly string[], fetch: (name: string) => ArrayTree[string]): ArrayTree {
  const record = {} as ArrayTree;
  for (const name of names) Object.defineProperty(record, name, { enumerable: true, get: () => fetch(name) });
  return record;
}
