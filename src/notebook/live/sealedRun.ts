/** When and where a kept run was computed: the seal of one that has ended. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedFileError, readJson, writeFileAtomic } from '../../files/index.js';
import { isWatched } from '../cell/audience.js';
import { type Provenance, provenance } from '../cell/provenance.js';

/** The provenance of a kept run. */
export interface SealedProvenance extends Provenance {
  /** Whether a reader looked on, or has been shown it since. */
  readonly watched?: boolean;
}

const text = z.string();
const provenanceForm: z.ZodType<SealedProvenance> = z.looseObject({
  versions: z.record(text, text),
  commit: text.optional(),
  sourceHash: text,
  hardware: z.looseObject({ cpu: text, cores: z.number(), memoryGiB: z.number(), system: text }),
  date: text,
  watched: z.boolean().optional(),
});
const SEAL = {
  kind: 'provenance of a kept run',
  advice: 'It is written anew when the run has been gone through again.',
};

const sealOf = (directory: string) => join(directory, 'provenance.json');

/**
 * What a file holds; nothing where it is damaged: the run then counts as unfinished, and training makes it good.
 *
 * @param read reads the file
 * @returns what it read, or undefined
 */
export function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedFileError) return undefined;
    throw error;
  }
}

/**
 * Reads a run's seal.
 *
 * @param directory the run's directory
 * @returns when and where it was computed; undefined where it has not ended, or the file is damaged
 */
export function readSeal(directory: string): SealedProvenance | undefined {
  const file = sealOf(directory);
  return unlessDamaged(() => (existsSync(file) ? readJson(file, provenanceForm, SEAL) : undefined));
}

/**
 * Writes down when and where a run was computed, once it has ended, and whether a reader saw it.
 *
 * @param directory the run's directory
 */
export function sealMemo(directory: string): void {
  const sealed: SealedProvenance = { ...provenance(), watched: isWatched() };
  writeFileAtomic(sealOf(directory), `${JSON.stringify(sealed, null, 1)}\n`);
}
