/**
 * Where a part of the reader's own is written.
 *
 * @outsideNumerics it says where things lie
 */

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isGymnasium, type PartReference, referenceParts } from '../settings/index.js';

/** Where a part is written. */
export interface PartPlace {
  /** Absolute path. */
  readonly file: string;
  /** Name of the export; absent where the reference does not say it. */
  readonly name?: string;
}

/**
 * Where a referenced part is written.
 *
 * @param reference for instance `./mine.ts#agent`
 * @param from folder that a relative path starts from; the working directory by default, in a notebook its own
 * @returns file and export
 * @throws Error on a file that cannot hold parts
 */
export function partPlace(reference: string, from = process.cwd()): PartPlace {
  const { path, name } = referenceParts(reference);
  return { file: resolve(from, path), name };
}

/**
 * A reference as it reads from where relative references start.
 *
 * @param reference for instance `./mine.ts#agent`
 * @param from folder that its path starts from
 * @returns for instance `./sweeps/mine.ts#agent`; what is absolute stays so
 */
export function referenceFrom(reference: PartReference, from: string): PartReference {
  if (isGymnasium(reference)) return reference;
  const { path, name = '' } = referenceParts(reference);
  if (isAbsolute(path)) return reference;
  const moved = relative(process.cwd(), resolve(from, path)).split(sep).join('/');
  return `${moved.startsWith('.') ? '' : './'}${moved}#${name}`;
}
