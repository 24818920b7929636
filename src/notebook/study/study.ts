/** What a study is called, and whose it is. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Somebody whose study it is. */
export interface StudyAuthor {
  readonly given?: string;
  readonly family: string;
  /** For instance `https://orcid.org/0000-0002-1825-0097`. */
  readonly orcid?: string;
}

/** What a citation says. */
export interface Study {
  readonly title: string;
  readonly authors: readonly StudyAuthor[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** An SPDX name, for instance `CC-BY-4.0`. */
  readonly license: string;
  readonly version?: string;
  readonly doi?: string;
  readonly url?: string;
}

/** Where pages of no other licence are free to be used by whoever names their author. */
export const USUAL_LICENSE = 'CC-BY-4.0';

const ORCID = /\(?\s*(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\s*\)?/;

/**
 * An author as one writes it.
 *
 * @param text for instance `Ada Lovelace (0000-0002-1825-0097)`; the last word is the family name, unless a comma says
 *   otherwise: `de la Cruz, María`
 * @returns names and ORCID
 * @throws RangeError when there is no name
 */
export function parseAuthor(text: string): StudyAuthor {
  const orcid = ORCID.exec(text)?.[1];
  const name = text
    .replace(ORCID, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!name)
    throw new RangeError(`'${text}' names no author; expected for instance "Ada Lovelace (0000-0002-1825-0097)".`);
  const [before, after] = name.split(',').map((part) => part.trim());
  const words = name.split(' ');
  const [given, family] = after ? [after, before!] : [words.slice(0, -1).join(' '), words[words.length - 1]!];
  return { ...(given ? { given } : {}), family, ...(orcid ? { orcid: `https://orcid.org/${orcid}` } : {}) };
}

/** Who is named in the package.json of a folder, else in its git. */
function usualAuthors(folder: string): StudyAuthor[] {
  const file = join(folder, 'package.json');
  const { author } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { author?: unknown }) : {};
  const written = typeof author === 'string' ? author : (author as { name?: unknown } | undefined)?.name;
  const name = typeof written === 'string' ? written : gitName(folder);
  return name ? [parseAuthor(name)] : [];
}

function gitName(folder: string): string {
  try {
    const args = ['-C', folder, 'config', 'user.name'];
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/**
 * A study with what is not said taken from the folder: its authors from package.json or git.
 *
 * @param said what the reader says of it
 * @param folder of the project
 * @returns the study
 * @throws RangeError when nobody can be named, with what to do
 */
export function studyOf(said: Partial<Study> & Pick<Study, 'title' | 'date'>, folder: string): Study {
  const authors = said.authors?.length ? said.authors : usualAuthors(folder);
  if (authors.length === 0)
    throw new RangeError(
      'A study needs somebody to be cited: say --author "Given Family", or write an author into package.json, or set ' +
        'user.name of git.',
    );
  return { license: USUAL_LICENSE, ...said, authors };
}
