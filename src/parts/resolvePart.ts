/**
 * From a reference to the part itself and the hash of its code, in any process.
 *
 * @outsideNumerics it reads what the reader wrote
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { valueHash, writeFileAtomic } from '../files/index.js';
import { isGymnasium } from '../settings/index.js';
import { gymnasiumAddress } from '../tasks/index.js';
import { bundlePart, exportsText } from './bundlePart.js';
import { kindFault, type PartKind, type PartValues } from './partKinds.js';
import { partPlace } from './partReference.js';

/** Where a copy of the code that a sweep pinned keeps the parts of its runs; elsewhere there is no such folder. */
const KEPT = fileURLToPath(new URL('../../parts/', import.meta.url));

/** A part of the reader's own. */
export interface ResolvedPart<Kind extends PartKind> {
  readonly value: PartValues[Kind];
  /** Of its code and what that imports of the reader's own files, without comments, types and layout; 16 hex digits. */
  readonly hash: string;
}

type PartModule = { readonly part: unknown };

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const keptFile = (hash: string) => join(KEPT, `${hash}.mjs`);

/** Modules that were run in this process, as the runtime itself remembers files: equal text is one module. */
const modules = new Map<string, Promise<PartModule>>();

const importFile = (file: string): Promise<PartModule> => import(pathToFileURL(file).href);

/** Runs a module from a file that is gone afterwards: nothing piles up, and no other process needs it. */
async function importText(text: string): Promise<PartModule> {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-part-'));
  try {
    const file = join(folder, 'part.mjs');
    writeFileSync(file, text);
    return await importFile(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function importOnce(key: string, load: () => Promise<PartModule>): Promise<PartModule> {
  const module = modules.get(key) ?? load();
  modules.set(key, module);
  return module;
}

/** The part of a module; what it throws while it is run is said with the place where it is written. */
async function partOf(module: Promise<PartModule>, reference: string): Promise<unknown> {
  try {
    return (await module).part;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`'${reference}' throws when it is imported: ${said}`, { cause: error });
  }
}

/** A task in Gymnasium: its code is Python's, and its text holds the hash of it. */
async function gymnasiumPart(reference: string, kind: PartKind): Promise<ResolvedPart<'task'>> {
  if (kind !== 'task') throw new TypeError(`'${reference}' is a task; it cannot stand where the ${kind} should.`);
  const value = await gymnasiumAddress(reference);
  return { value, hash: valueHash(value.text).slice(0, 16) };
}

/**
 * Loads a part of the reader's own.
 *
 * Its file is TypeScript or JavaScript; what it imports as `dawnlab` is the library that runs. A part counts by its code:
 * numbers that it reads from elsewhere while it runs are not seen.
 *
 * @param reference for instance `./mine.ts#agent`; of a task also `gymnasium:AdroitHandPen-v1`
 * @param kind what it is to be
 * @param options `from`: folder that a relative path starts from, the working directory by default, in a notebook its own;
 * `hash`: the code that is meant, which a pinned copy of the library has kept
 * @returns the value and the hash of its code
 * @throws Error when there is no such file or export, when it cannot be read or throws when imported; TypeError when it
 * is something else; each says what the file exports
 */
export async function resolvePart<Kind extends PartKind>(
  reference: string,
  kind: Kind,
  { from, hash }: { readonly from?: string; readonly hash?: string } = {},
): Promise<ResolvedPart<Kind>> {
  if (isGymnasium(reference)) return (await gymnasiumPart(reference, kind)) as ResolvedPart<Kind>;
  // So that an error in a part names the reader's line, not that of the bundle.
  process.setSourceMapsEnabled(true);
  const isKept = hash !== undefined && existsSync(keptFile(hash));
  const place = partPlace(reference, from);
  const code = isKept ? hash : hashOf(await bundlePart(place, 'portable'));
  const text = isKept ? undefined : await bundlePart(place, 'here');
  const module = importOnce(hashOf(text ?? code), () => (text ? importText(text) : importFile(keptFile(code))));
  const value = await partOf(module, reference);
  const fault = kindFault(value, kind);
  if (fault) throw new TypeError(`'${reference}' ${fault}.${isKept ? '' : ` ${await exportsText(place.file)}`}`);
  return { value: value as PartValues[Kind], hash: code };
}

/**
 * Keeps a part in the copy of the library that runs, so that the copy needs the reader's file no more.
 *
 * @param reference for instance `./mine.ts#agent`
 * @throws Error as {@link resolvePart}
 */
export async function keepPart(reference: string): Promise<void> {
  if (isGymnasium(reference)) return;
  const text = await bundlePart(partPlace(reference), 'portable');
  writeFileAtomic(keptFile(hashOf(text)), text);
}
