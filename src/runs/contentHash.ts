/** Hashes of values and files: what is equal has the same name. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';

/**
 * The hash of a value, whatever the order of its keys (RFC 8785, SHA-256).
 *
 * @param value anything that JSON keeps whole
 * @returns 64 hex digits
 */
export function valueHash(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? 'undefined')
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
