/** What lies beside a notebook and belongs to it: what its code names (imports, parts, data) and its text links to. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { joinText, type Notebook } from '../document/notebookFile.js';

/** A file that a notebook needs. */
export interface BesideFile {
  /** From the folder of the notebook, with slashes. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/** GitHub takes no file that is larger, in bytes. */
const MOST_BYTES = 100e6;

/** An import may leave these out. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '/index.ts'];

const isCode = (path: string) => /\.[mc]?[tj]s$/.test(path);

/** Texts between quotes; a part is named by its file and `#`, its name. */
const literals = (code: string) =>
  [...code.matchAll(/(['"`])((?:(?!\1)[^\\\n])+)\1/g)].map(([, , text]) => text!.split('#')[0]!);

const links = (markdown: string) => [...markdown.matchAll(/\]\(<?([^)\s>#]+)/g)].map(([, href]) => href!);

/**
 * Finds the files that a notebook needs: those in its folder, or below, which its cells name in quotes or link to, and what
 * these name in turn. What lies above the folder is not the notebook's alone, and stays where it is.
 *
 * @param notebook the notebook
 * @param folder where it lies, or the one that it is an executed copy of
 * @returns each file once, in the order in which it was met
 * @throws Error where a file is larger than a site may hold
 */
export function besideFiles({ cells }: Notebook, folder: string): BesideFile[] {
  const found = new Map<string, BesideFile>();
  const meet = (names: readonly string[], from: string) => {
    for (const file of names.flatMap((name) => fileNamed(name, from, folder) ?? [])) {
      const path = relative(folder, file).split(sep).join('/');
      if (found.has(path)) continue;
      const contents = readFileSync(file);
      found.set(path, { path, contents });
      if (isCode(path)) meet(literals(contents.toString()), dirname(file));
    }
  };
  for (const cell of cells) {
    const text = joinText(cell.source);
    meet(cell.cell_type === 'code' ? literals(text) : links(text), folder);
  }
  return [...found.values()];
}

/** What code cannot run without: relative imports, and parts by their file. */
const imports = (code: string) => [
  ...[...code.matchAll(/\b(?:from|import)\b\s*\(?\s*(['"])(\.\.?\/[^'"\n]+)\1/g)].map(([, , name]) => name!),
  ...[...code.matchAll(/(['"`])(\.\.?\/[^'"`#\n]+\.[mc]?[tj]s)#\w+\1/g)].map(([, , name]) => name!),
];

/**
 * Finds what the cells of a notebook import and {@link besideFiles} does not bring: it is not there, or lies above the folder.
 *
 * @param notebook the notebook
 * @param folder where it lies, or the one that it is an executed copy of
 * @returns each name once, as the cells write it
 */
export function missingBeside({ cells }: Notebook, folder: string): string[] {
  const names = cells.flatMap(({ cell_type, source }) => (cell_type === 'code' ? imports(joinText(source)) : []));
  return [...new Set(names)].filter((name) => !fileNamed(name, folder, folder));
}

/** The file that a text means, if it is one; a bare word such as `dawn` is none, whatever lies in the folder. */
function fileNamed(name: string, from: string, folder: string): string | undefined {
  if (!/^\.\.?\//.test(name) && !extname(name)) return undefined;
  if (/^[a-z][\w+.-]*:/i.test(name) || extname(name) === '.ipynb') return undefined;
  const written = resolve(from, name);
  // TypeScript imports `./x.js` where `x.ts` is meant.
  const candidates = [...ENDINGS.map((ending) => written + ending), written.replace(/\.([mc]?)js$/, '.$1ts')];
  const file = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (!file || relative(folder, file).startsWith('..')) return undefined;
  const { size } = statSync(file);
  if (size > MOST_BYTES)
    throw new Error(
      `${join(folder, relative(folder, file))} has ${(size / 1e6).toFixed(0)} MB, and a site brings what its notebooks name: no server ` +
        'of pages takes files above 100 MB. Let it lie above the notebook’s folder, and say in the notebook where one gets it.',
    );
  return file;
}
