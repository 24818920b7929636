/** What the instructions of a compiled program may be. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * Model and features of the processor.
 *
 * @returns a text that is another for another processor
 */
export function processor(): string {
  const model = cpus()[0]?.model ?? '';
  if (!existsSync('/proc/cpuinfo')) return model;
  const features = /^(?:flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
  return `${model} ${features?.[0] ?? ''}`;
}

/**
 * The processor in few words, for identities.
 *
 * @returns its model and the beginning of a hash of model and features
 */
export function processorName(): string {
  const hash = createHash('sha256').update(processor()).digest('hex');
  return `${cpus()[0]?.model.trim() ?? 'processor'} ${hash.slice(0, 12)}`;
}
