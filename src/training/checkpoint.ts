/** Checkpoints: one safetensors file, written atomically, checked by digest when read. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  type ArrayTree,
  decodeSafetensors,
  encodeSafetensors,
  flattenTree,
  writeFileAtomic,
} from '../compute/index.js';
import type { TrainingSnapshot } from './trainingSnapshot.js';

/** What a checkpoint file holds. */
export interface Checkpoint {
  readonly snapshot: TrainingSnapshot;
  /** Length of the metrics file when the checkpoint was made, bytes. */
  readonly metricsBytes: number;
  /** Wall-clock seconds of training until then. */
  readonly seconds: number;
  /** Identifies task, agent, seed, schedule: a checkpoint continues only the run that wrote it. */
  readonly identity: string;
}

function digest(tree: ArrayTree, scalars: string): string {
  const hash = createHash('sha256').update(scalars);
  for (const [path, { data }] of flattenTree(tree))
    hash.update(path).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}

/**
 * Writes a checkpoint; an older one stays whole until the new one is.
 *
 * @param file path
 * @param checkpoint what to write
 */
export function writeCheckpoint(file: string, { snapshot, metricsBytes, seconds, identity }: Checkpoint): void {
  const scalars = JSON.stringify({ ...snapshot.scalars, metricsBytes, seconds, identity });
  writeFileAtomic(file, encodeSafetensors(snapshot.arrays, { scalars, sha256: digest(snapshot.arrays, scalars) }));
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
  const { tree, metadata } = decodeSafetensors(readFileSync(file));
  if (!metadata.scalars || digest(tree, metadata.scalars) !== metadata.sha256)
    throw new Error(`${file} is damaged: its digest does not match. Delete it to train from the beginning.`);
  const { metricsBytes, seconds, identity, ...scalars } = JSON.parse(metadata.scalars);
  return { snapshot: { arrays: tree, scalars }, metricsBytes, seconds, identity };
}

/**
 * Reads the checkpoint of the run at hand.
 *
 * @param file path
 * @param identity what the run at hand is
 * @returns the checkpoint, or undefined when there is none yet
 * @throws Error when the file is damaged, or belongs to another run
 */
export function readCheckpoint(file: string, identity: string): Checkpoint | undefined {
  const checkpoint = readCheckpointFile(file);
  if (checkpoint && checkpoint.identity !== identity)
    throw new Error(
      `${file} belongs to another run:\n  there: ${checkpoint.identity}\n  here:  ${identity}\n` +
        'Use another directory, or delete this one.',
    );
  return checkpoint;
}
