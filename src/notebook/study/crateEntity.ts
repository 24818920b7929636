/** A thing of the crate; everything else about it is its own. */
export type Entity = { readonly '@id': string } & Readonly<Record<string, unknown>>;

/**
 * A reference to a thing of the crate.
 *
 * @param id its identifier
 * @returns JSON-LD
 */
export const ref = (id: string) => ({ '@id': id });

/**
 * Things by their identifier: a crate describes each once.
 *
 * @param entities in order; of those with one identifier the last is kept
 * @returns without repetitions
 */
export function uniqueEntities(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.map((one) => [one['@id'], one])).values()];
}

/**
 * A value that may be several: JSON-LD wants one alone without a list.
 *
 * @param values at least one
 * @returns the value, or the list
 */
export function single<Value>(values: readonly Value[]): Value | readonly Value[] {
  return values.length === 1 ? values[0]! : values;
}
