/**
 * A part by its name, or the reader's own in its place.
 *
 * @outsideNumerics it chooses, and computes nothing
 */

import { isReference } from '../settings/index.js';

/**
 * A part by its name.
 *
 * @param what which knob names it, for the error
 * @param parts what there is
 * @param name its name
 * @returns the part
 * @throws Error naming those that there are; TypeError on a reference, which must be loaded before
 */
export function named<Part>(what: string, parts: Readonly<Record<string, Part>>, name: string): Part {
  if (isReference(name))
    throw new TypeError(
      `${what} is a reference, '${name}', and an agent is made of values: createAgent(name, await loadKnobs(knobs)). ` +
        'Training calls, the command line and sweeps load it by themselves.',
    );
  if (!Object.hasOwn(parts, name))
    throw new Error(`There is no ${what} '${name}'; there are ${Object.keys(parts).join(', ')}.`);
  return parts[name];
}

/** What has a name: functions do. */
type Named = { readonly name: string };

/**
 * Fails on a part of the reader's own that records could not tell from another one of the library.
 *
 * @param what which knob it stands in
 * @param parts what there is by name
 * @param own the part
 * @throws Error on one that is called as the library's is
 */
export function checkOwnName(what: string, parts: Readonly<Record<string, Named>>, own: Named): void {
  const { name } = own;
  const twin = Object.entries(parts).find(([key, part]) => part !== own && name && [key, part.name].includes(name));
  if (twin)
    throw new Error(
      `The ${what} of your own is called '${name}', as the library's is: records could not tell them apart. Give it ` +
        `another name, or say ${what}: '${twin[0]}' where that is meant.`,
    );
}

/**
 * A part by its name, or the reader's own as it is.
 *
 * @param what which knob chooses it, for the error
 * @param parts what there is by name
 * @param choice a name, or a part
 * @returns the part
 * @throws as {@link named} and {@link checkOwnName}
 */
export function chosen<Part extends Named>(
  what: string,
  parts: Readonly<Record<string, Part>>,
  choice: string | NoInfer<Part>,
): Part {
  if (typeof choice === 'string') return named(what, parts, choice);
  checkOwnName(what, parts, choice);
  return choice;
}
