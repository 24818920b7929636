/**
 * From a reference to the part itself and the hash of its code, in any process.
 *
 * @outsideNumerics it reads what the reader wrote
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cacheFolder, writeFileAtomic } from '../files/index.js';
import { bundlePart } from './bundlePart.js';
import { checkKind, type PartKind, type PartValues } from './partKinds.js';
import { partPlace } from './partReference.js';

/** Where a copy of the code that a sweep pinned keeps the parts of its runs; elsewhere there is no such folder. */
const KEPT = fileURLToPath(new URL('../../parts/', import.meta.url));

/** A part of the reader's own. */
export interface ResolvedPart<Kind extends PartKind> {
  readonly value: PartValues[Kind];
  /** Of its code and what that imports of the reader's own files, without comments, types and layout; 16 hex digits. */
  readonly hash: string;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const keptFile = (hash: string) => join(KEPT, `${hash}.mjs`);

/** Runs a module from a file. Equal text is one module of this process; edited text is another. */
async function importPart(file: string, reference: string): Promise<unknown> {
  // So that an error in a part names the reader's line, not that of the bundle.
  process.setSourceMapsEnabled(true);
  try {
    const { part } = (await import(pathToFileURL(file).href)) as { readonly part: unknown };
    return part;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`'${reference}' throws when it is imported: ${said}`, { cause: error });
  }
}

/**
 * Loads a part of the reader's own.
 *
 * Its file is TypeScript or JavaScript; what it imports as `dawnlab` is the library that runs. A part counts by its code:
 * numbers that it reads from elsewhere while it runs are not seen.
 *
 * @param reference for instance `./mine.ts#agent`
 * @param kind what it is to be
 * @param options `from`: folder that a relative path starts from, the working directory by default; `hash`: the code that
 * is meant, which a pinned copy of the library has kept
 * @returns the value and the hash of its code
 * @throws Error when there is no such file or export, when it cannot be read or throws when imported; TypeError when it
 * is something else
 */
export async function resolvePart<Kind extends PartKind>(
  reference: string,
  kind: Kind,
  { from, hash }: { readonly from?: string; readonly hash?: string } = {},
): Promise<ResolvedPart<Kind>> {
  const isKept = hash !== undefined && existsSync(keptFile(hash));
  const { file, code } = isKept ? { file: keptFile(hash), code: hash } : await bundled(reference, from);
  const value = await importPart(file, reference);
  checkKind(value, kind, reference);
  return { value, hash: code };
}

/** Bundles a part into the cache, to be run from there. */
async function bundled(reference: string, from?: string): Promise<{ readonly file: string; readonly code: string }> {
  const place = partPlace(reference, from);
  const code = hashOf(await bundlePart(place, 'portable'));
  const text = await bundlePart(place, 'here');
  const file = join(cacheFolder(), 'parts', `${hashOf(text)}.mjs`);
  if (!existsSync(file)) writeFileAtomic(file, text);
  return { file, code };
}

/**
 * Keeps a part in the copy of the library that runs, so that the copy needs the reader's file no more.
 *
 * @param reference for instance `./mine.ts#agent`
 * @throws Error as {@link resolvePart}
 */
export async function keepPart(reference: string): Promise<void> {
  const text = await bundlePart(partPlace(reference), 'portable');
  writeFileAtomic(keptFile(hashOf(text)), text);
}
