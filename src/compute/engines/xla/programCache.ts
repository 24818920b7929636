/** Compiled programs from one process to the next: compiling takes seconds, loading what was compiled a fraction. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../../files/index.js';
import { processor } from '../../../native/index.js';
import type { PjrtClient } from './pjrt/client.js';
import { compileText, deserialize, type PjrtExecutable, serialize } from './pjrt/executable.js';

/** Characters of a text below which compiling takes no longer than looking after a file does. */
const SHORTEST = 20_000;
/** Programs that are kept; the one that was not used for longest goes first. */
const KEPT = 64;
const DIGEST_BYTES = 32;

const digestOf = (...parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest();
};

/** What a compiled program depends on beside its text. */
export interface ProgramOrigin {
  /** Digest of the plugin's library. */
  readonly plugin: string;
  readonly threads: number;
}

/** The contents of a file whose digest, which precedes them, is right. */
function readChecked(path: string): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const contents = bytes.subarray(DIGEST_BYTES);
  if (!digestOf(contents).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
  const now = new Date();
  utimesSync(path, now, now);
  return contents;
}

function forgetOld(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const byAge = files.map((path) => ({ path, used: statSync(path).mtimeMs })).sort((a, b) => b.used - a.used);
  for (const { path } of byAge.slice(KEPT)) rmSync(path, { force: true });
}

/**
 * Compiles a program, unless that has been done.
 *
 * A plugin crashes on bytes that it did not write; so a file is only used with its digest, and for one text, plugin,
 * device, number of threads and processor.
 *
 * @param client the device
 * @param text in StableHLO
 * @param origin plugin and threads
 * @param folder of compiled programs
 * @returns the program
 * @throws Error with XLA's message
 */
export function compileOnce(
  client: PjrtClient,
  text: string,
  { plugin, threads }: ProgramOrigin,
  folder: string,
): PjrtExecutable {
  if (text.length < SHORTEST) return compileText(client, text);
  const flags = JSON.stringify(client.flags);
  const key = digestOf(text, plugin, client.description, flags, String(threads), processor()).toString('hex');
  const path = join(folder, key);
  const known = readChecked(path);
  if (known) return deserialize(client, known);
  const program = compileText(client, text);
  const bytes = serialize(client, program);
  writeFileAtomic(path, Buffer.concat([digestOf(bytes), bytes]));
  forgetOld(folder);
  return program;
}
