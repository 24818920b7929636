/** Generated sections of hand-written files, between two comments. */

import { readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/index.js';

const sectionOf = (name: string) => new RegExp(`(<!-- ${name} -->\\n).*?(\\n?<!-- end -->)`, 's');

/**
 * Whether a file has a section.
 *
 * @param file the file
 * @param name the section's name
 * @returns true when both of its marks are there
 * @throws the file system's error
 */
export function hasMarkedSection(file: string, name: string): boolean {
  return sectionOf(name).test(readFileSync(file, 'utf8'));
}

/**
 * Replaces what stands between `<!-- NAME -->` and the next `<!-- end -->`.
 *
 * @param file the file
 * @param name the section's name
 * @param text what stands there from now on
 * @throws Error when the file has no such section
 */
export function writeMarkedSection(file: string, name: string, text: string): void {
  const before = readFileSync(file, 'utf8');
  const section = sectionOf(name);
  if (!section.test(before))
    throw new Error(`${file} has no place for it: put the lines <!-- ${name} --> and <!-- end --> where it belongs.`);
  const after = before.replace(section, (_, start: string, end: string) => `${start}${text}\n${end.trimStart()}`);
  writeFileAtomic(file, after);
}
