/** JSON files, read with an error that says which file, what is wrong with it, and what to do. */

import { readFileSync, statSync } from 'node:fs';
import { core, type ZodType } from 'zod';

/** A file whose contents cannot be used. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
  constructor(
    readonly file: string,
    /** What is wrong, in words that follow `it`. */
    readonly fault: string,
    { kind, advice }: FileKind,
  ) {
    super(`${file} is no ${kind}: it ${fault}. ${advice}`);
  }
}

/** What a file should be. */
export interface FileKind {
  /** For instance `table of recorded runs`. */
  readonly kind: string;
  /** What to do where it is damaged, in a sentence. */
  readonly advice: string;
}

/** Faults that are listed of a value of another form. */
const MOST_FAULTS = 3;

/** What a text holds that a JSON parser would say less well. */
function faultOfText(text: string): string | undefined {
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|>{7}) /.test(line) || /^={7}\r?$/.test(line));
  if (conflict >= 0) return `holds conflict markers (line ${conflict + 1}): resolve them`;
  if (text.startsWith('\uFEFF')) return 'begins with a byte order mark: save it as UTF-8 without one';
  if (text.trim() === '') return 'is empty';
  // What UTF-8 cannot mean is decoded to U+FFFD; a NUL stands in no JSON.
  return text.includes('\0') || text.includes('\uFFFD') ? 'is no text in UTF-8 but binary' : undefined;
}

/** Whether a parser came to the end of the text before the value was whole. */
function isCutOff(text: string, message: string): boolean {
  if (/end of JSON input|Unterminated string/i.test(message)) return true;
  return Number(/position (\d+)/.exec(message)?.[1] ?? -1) >= text.trimEnd().length;
}

/**
 * Parses the text of a file.
 *
 * @param text what the file holds
 * @param file its path, for the error
 * @param as what it should be
 * @returns the value, of a form that is not checked yet
 * @throws DamagedFileError on conflict markers, a byte order mark, bytes that are no text, a cut-off or other text
 */
export function parseJson(text: string, file: string, as: FileKind): unknown {
  const fault = faultOfText(text);
  if (fault) throw new DamagedFileError(file, fault, as);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const what = isCutOff(text, message) ? 'is cut off' : `is no JSON (${message})`;
    throw new DamagedFileError(file, what, as);
  }
}

/**
 * Whether a text is JSON, for what may as well be something else.
 *
 * @param text any text
 * @returns true for all that `JSON.parse` takes
 */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Checks the form of a value that came from a file.
 *
 * @param value what the file holds
 * @param schema the form
 * @param file its path, for the error
 * @param as what it should be
 * @returns the value itself, untouched
 * @throws DamagedFileError naming the first places that are wrong, and what was expected there
 */
export function checkForm<T>(value: unknown, schema: ZodType<T>, file: string, as: FileKind): T {
  const result = schema.safeParse(value);
  // The value itself, whose keys keep their order: what is written again is then the same text.
  if (result.success) return value as T;
  const { issues } = result.error;
  const places = issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => `${core.toDotPath(path) || 'all of it'}: ${message}`);
  const more = issues.length > MOST_FAULTS ? `; and ${issues.length - MOST_FAULTS} more` : '';
  throw new DamagedFileError(file, `is not of the form that is expected (${places.join('; ')}${more})`, as);
}

/**
 * Reads a text file.
 *
 * @param file path
 * @param as what it should be
 * @returns its text
 * @throws DamagedFileError when it is a folder or must not be read; the file system's error when there is no such file
 */
export function readText(file: string, as: FileKind): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR' || (code !== 'ENOENT' && statSync(file, { throwIfNoEntry: false })?.isDirectory()))
      throw new DamagedFileError(file, 'is a folder, not a file', as);
    if (code === 'EACCES' || code === 'EPERM')
      throw new DamagedFileError(file, 'must not be read by this user: change its permissions (chmod u+r)', as);
    throw error;
  }
}

/**
 * Reads a JSON file of a known form.
 *
 * @param file path
 * @param schema its form
 * @param as what it should be
 * @returns what it holds
 * @throws DamagedFileError naming the file, what is wrong and what to do; the file system's error when there is none
 */
export function readJson<T>(file: string, schema: ZodType<T>, as: FileKind): T {
  return checkForm(parseJson(readText(file, as), file, as), schema, file, as);
}
