/**
 * A part of the reader's own by reference: a file and a name that it exports, such as `./mine.ts#agent`. Text can go
 * where a function cannot: onto a command line, into a sweep's description, to another process.
 *
 * @outsideNumerics it says what a text stands for
 */

/** Files that can hold parts. */
const FILE = /\.(ts|mts|js|mjs)$/;

/** What begins the address of a task in Gymnasium. */
const GYMNASIUM = 'gymnasium:';

/**
 * A file and one of its exports; a text with a `#` in it is meant as one, whatever its file is called. Or, of a task, a
 * Gymnasium environment: `gymnasium:AdroitHandPen-v1`.
 */
export type PartReference = `${string}#${string}` | `gymnasium:${string}`;

/**
 * Whether a name stands for a part of the reader's own, and not for one of the library.
 *
 * @param name what stands where a name may
 * @returns true for a text with a `#` in it, for one that names a file of TypeScript or JavaScript, and for the address of a
 * task in Gymnasium
 */
export function isReference(name: unknown): name is PartReference {
  return typeof name === 'string' && (name.includes('#') || FILE.test(name) || isGymnasium(name));
}

/**
 * Whether a reference is the address of a task in Gymnasium.
 *
 * @param reference for instance `gymnasium:AdroitHandPen-v1`
 * @returns true for what begins with `gymnasium:`
 */
export function isGymnasium(reference: string): reference is `gymnasium:${string}` {
  return reference.startsWith(GYMNASIUM);
}

/**
 * A reference in its two halves.
 *
 * @param reference for instance `./mine.ts#agent`
 * @returns path and export; no export where there is none
 * @throws Error on a file that cannot hold parts
 */
export function referenceParts(reference: string): { readonly path: string; readonly name?: string } {
  const at = reference.lastIndexOf('#');
  const [path, name] = at < 0 ? [reference] : [reference.slice(0, at), reference.slice(at + 1)];
  if (!FILE.test(path))
    throw new Error(
      `'${reference}' names no file that could hold a part: its name must end with .ts, .mts, .js or .mjs, and the ` +
        "export follows a '#', for instance './mine.ts#agent'.",
    );
  return { path, name: name || undefined };
}
