/**
 * Checkpoints: one safetensors file, written atomically, checked by digest when read; the one before it is kept.
 *
 * @outsideNumerics it keeps what others have computed
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ArrayTree, decodeSafetensors, encodeSafetensors, flattenTree } from '../arrays/index.js';
import { checkForm, quarantineFile, writeFileAtomic } from '../files/index.js';
import { identityDifferences } from './identityDifferences.js';
import type { RunIdentity } from './runIdentity.js';
import type { RunNames } from './runNames.js';
import type { TrainingSnapshot } from './trainingSnapshot.js';

/** What a checkpoint file holds. */
export interface Checkpoint {
  readonly snapshot: TrainingSnapshot;
  /** The metrics file until then, so that a damaged one can be made good. */
  readonly metrics: string;
  /** Wall-clock seconds of training until then. */
  readonly seconds: number;
  /** What the run is: a checkpoint continues only the run that wrote it. */
  readonly identity: RunIdentity;
  /** What people call its parts. */
  readonly names: RunNames;
}

function digest(tree: ArrayTree, scalars: string): string {
  const hash = createHash('sha256').update(scalars);
  for (const [path, { shape, data }] of flattenTree(tree))
    hash.update(`${path} ${shape}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}

/** Where the checkpoint before the last one lies. */
const previousOf = (file: string) => file.replace(/(\.\w+)?$/, '.previous$1');

/**
 * Writes a checkpoint; the one that was there is kept as `….previous.…`.
 *
 * @param file path
 * @param checkpoint what to write
 * @throws the file system's error; the older checkpoints are then untouched
 */
export function writeCheckpoint(file: string, { snapshot, ...rest }: Checkpoint): void {
  const scalars = JSON.stringify({ ...snapshot.scalars, ...rest });
  const sha256 = digest(snapshot.arrays, scalars);
  writeFileAtomic(file, encodeSafetensors(snapshot.arrays, { scalars, sha256 }), previousOf(file));
}

const AS = { kind: 'checkpoint of a run', advice: 'Other code may have written it.' };

/** What is needed of the numbers and texts beside the arrays; the digest vouches for the rest. */
const scalarsForm = z.looseObject({
  metrics: z.string(),
  seconds: z.number(),
  identity: z.looseObject({}),
  names: z.looseObject({}),
  counters: z.looseObject({ chunks: z.number(), primitiveSteps: z.number(), updates: z.number() }),
  streams: z.looseObject({}),
}) as unknown as z.ZodType<Omit<Checkpoint, 'snapshot'> & TrainingSnapshot['scalars']>;

function decodeCheckpoint(file: string, bytes: Uint8Array): Checkpoint {
  const { tree, metadata } = decodeSafetensors(bytes);
  if (!metadata.scalars || digest(tree, metadata.scalars) !== metadata.sha256)
    throw new Error(`${file}: its digest does not match.`);
  const read = checkForm(JSON.parse(metadata.scalars), scalarsForm, file, AS);
  const { metrics, seconds, identity, names, ...scalars } = read;
  return { snapshot: { arrays: tree, scalars }, metrics, seconds, identity, names };
}

/**
 * Reads a checkpoint, whatever run it belongs to.
 *
 * @param file path
 * @returns the checkpoint, or undefined when there is none yet
 * @throws Error when the file is damaged
 */
export function readCheckpointFile(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return decodeCheckpoint(file, readFileSync(file));
  } catch (error) {
    throw new Error(
      `${file} is damaged: ${(error as Error).message} Train there again: the run goes on from the checkpoint before it.`,
    );
  }
}

/**
 * Reads the newest checkpoint of the run at hand that is whole; damaged ones are set aside, never deleted.
 *
 * @param file path
 * @param identity what the run at hand is
 * @param onNotice called with a line for each damaged file
 * @returns the checkpoint, or undefined when there is none
 * @throws Error when a whole checkpoint belongs to another run
 */
export function lastGoodCheckpoint(
  file: string,
  identity: RunIdentity,
  onNotice: (notice: string) => void,
): Checkpoint | undefined {
  for (const candidate of [file, previousOf(file)]) {
    if (!existsSync(candidate)) continue;
    const bytes = readFileSync(candidate);
    let checkpoint: Checkpoint;
    try {
      checkpoint = decodeCheckpoint(candidate, bytes);
    } catch (error) {
      const where = quarantineFile(candidate);
      onNotice(`${candidate} is damaged (${(error as Error).message}) and set aside as ${where}.`);
      continue;
    }
    const differences = identityDifferences(checkpoint.identity, identity);
    if (differences.length === 0) return checkpoint;
    throw new Error(
      `${candidate} belongs to another run:\n  ${differences.join('\n  ')}\n` +
        'Use another directory, or delete this one.',
    );
  }
  return undefined;
}
