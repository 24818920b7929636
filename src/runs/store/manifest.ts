/** A run's manifest: what it is, with what and where it was made, how it ended, and the hashes of its files. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedFileError, readJson, writeFileAtomic } from '../../files/index.js';
import { type CodeIdentity, codeForm } from '../spec/codeIdentity.js';
import { type RunSpec, runId } from '../spec/runSpec.js';
import { specForm } from '../spec/specForm.js';

/** One time that a process worked on a run. */
export interface RunAttempt {
  readonly host: string;
  readonly pid: number;
  /** ISO 8601, by the clock of the host; nothing is computed from it. */
  readonly startedAt: string;
  /** Job of a batch system, for instance `slurm 12_3`. */
  readonly job?: string;
  /** What was damaged and made good. */
  readonly notices: readonly string[];
}

/** How a run stands by its last word; `running` is also the last word of one that was killed. */
export type ManifestStatus = 'running' | 'interrupted' | 'failed' | 'diverged' | 'completed';

/** What lies in `manifest.json`. */
export interface RunManifest {
  readonly id: string;
  readonly spec: RunSpec;
  readonly status: ManifestStatus;
  readonly code: CodeIdentity;
  readonly versions: Readonly<Record<string, string>>;
  readonly hardware: string;
  /** Names of the random streams that the seed drives. */
  readonly streams: readonly string[];
  readonly attempts: readonly RunAttempt[];
  /** Wall-clock seconds of training, all attempts together; once it has ended. */
  readonly seconds?: number;
  /** SHA-256 by file, relative to the package. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 by file, relative to the run's directory; once it has ended. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Why it failed. */
  readonly error?: string;
}

/** The form of `manifest.json`. */
const manifestForm: z.ZodType<RunManifest> = z.looseObject({
  id: z.string(),
  spec: specForm,
  status: z.enum(['running', 'interrupted', 'failed', 'diverged', 'completed']),
  code: codeForm,
  versions: z.record(z.string(), z.string()),
  hardware: z.string(),
  streams: z.array(z.string()),
  attempts: z.array(
    z.looseObject({
      host: z.string(),
      pid: z.int().nonnegative(),
      startedAt: z.string(),
      job: z.string().optional(),
      notices: z.array(z.string()),
    }),
  ),
  seconds: z.number().optional(),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
  error: z.string().optional(),
});

const MANIFEST = {
  kind: 'manifest of a run',
  advice: 'Run it again: it is looked through, and goes on from its checkpoint.',
};
const manifestFile = (directory: string) => join(directory, 'manifest.json');

/**
 * Writes a run's manifest.
 *
 * @param directory the run's
 * @param manifest what to write
 * @throws the file system's error; an older manifest is then untouched
 */
export function writeManifest(directory: string, manifest: RunManifest): void {
  writeFileAtomic(manifestFile(directory), `${JSON.stringify(manifest, null, 1)}\n`);
}

/**
 * Reads a run's manifest.
 *
 * @param directory the run's
 * @returns the manifest; undefined when there is none, `damaged` when it does not agree with itself
 */
export function readManifest(directory: string): RunManifest | 'damaged' | undefined {
  const file = manifestFile(directory);
  if (!existsSync(file)) return undefined;
  try {
    const manifest = readJson(file, manifestForm, MANIFEST);
    return runId(manifest.spec) === manifest.id ? manifest : 'damaged';
  } catch (error) {
    if (error instanceof DamagedFileError) return 'damaged';
    throw error;
  }
}
