/**
 * A part of the reader's own by reference: a file and a name that it exports, such as `./mine.ts#agent`. Text can go
 * where a function cannot: onto a command line, into a sweep's description, to another process.
 *
 * @outsideNumerics it says where things lie
 */

import { extname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Files that can hold parts. */
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

/** Where a part is written. */
export interface PartPlace {
  /** Absolute path. */
  readonly file: string;
  /** Name of the export. */
  readonly name: string;
}

/**
 * Whether a name stands for a part of the reader's own, and not for one of the library.
 *
 * @param name what stands where a name may
 * @returns true for a text that names a file of TypeScript or JavaScript, with or without an export behind it
 */
export function isReference(name: unknown): name is string {
  return typeof name === 'string' && EXTENSIONS.includes(extname(name.split('#', 1)[0]));
}

/**
 * Where a referenced part is written.
 *
 * @param reference for instance `./mine.ts#agent`
 * @param from folder that a relative path starts from; the working directory by default
 * @returns file and export
 * @throws Error on a reference without an export
 */
export function partPlace(reference: string, from = process.cwd()): PartPlace {
  const [path, name] = reference.split('#');
  if (!name)
    throw new Error(
      `'${reference}' names a file; say which of its exports is meant, for instance '${path}#agent' ` +
        `('${path}#default' for its default export).`,
    );
  return { file: resolve(from, path), name };
}

/**
 * A reference as it reads from the working directory.
 *
 * @param reference for instance `./mine.ts#agent`
 * @param from folder that its path starts from
 * @returns for instance `./sweeps/mine.ts#agent`; what is absolute stays so
 */
export function referenceFrom(reference: string, from: string): string {
  const { file, name } = partPlace(reference, from);
  if (isAbsolute(reference.split('#', 1)[0])) return reference;
  const path = relative(process.cwd(), file).split(sep).join('/');
  return `${path.startsWith('.') ? '' : './'}${path}#${name}`;
}
