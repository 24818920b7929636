/**
 * Hashes of values and files: what is equal has the same name.
 *
 * @outsideNumerics it tells values apart
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';

/** JSON has no infinities, and NaN is not null. */
const spelled = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/**
 * The hash of a value, whatever the order of its keys (RFC 8785, SHA-256).
 *
 * @param value anything that JSON keeps whole; numbers that are not finite are told apart as well
 * @returns 64 hex digits
 */
export function valueHash(value: unknown): string {
  const text = JSON.stringify(value, spelled);
  return createHash('sha256')
    .update(text === undefined ? 'undefined' : (canonicalize(JSON.parse(text)) as string))
    .digest('hex');
}

/**
 * The hash of a file's bytes (SHA-256).
 *
 * @param file path
 * @returns 64 hex digits
 * @throws the file system's error
 */
export function fileHash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
