/** The notebooks of a site, with what lies beside them, and as HTML. */

import { basename, dirname, resolve } from 'node:path';
import type { RunProvenance } from '../cell/provenance.js';
import { joinText, type Notebook, readNotebook } from '../document/notebookFile.js';
import { readGlossary } from '../publish/glossary.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import { type NotebookNames, type PageNames, pageNames } from '../publish/pageNames.js';
import { type BesideFile, besideFiles, missingBeside } from './besideFiles.js';
import { pageFile, type SiteFile } from './siteNames.js';

/** A notebook to publish. */
export interface SiteNotebook {
  readonly path: string;
  readonly notebook: Notebook;
  /** What it needs of its folder. */
  readonly beside: readonly BesideFile[];
}

/**
 * The path of a notebook, or of what lies beside one, in the site.
 *
 * @param path from the folder of the notebook
 * @returns path from the folder of the site
 */
export const inNotebooks = (path: string) => `notebooks/${path}`;

/**
 * Reads notebooks and what they need.
 *
 * @param inputs executed notebooks
 * @returns in their order
 * @throws RangeError without any, or if two have one name; Error if two bring different files of one name
 */
export function readNotebooks(inputs: readonly string[]): SiteNotebook[] {
  if (inputs.length === 0) throw new RangeError('publishSite: there is no notebook; name at least one.');
  const twice = inputs.map((path) => basename(path)).find((name, i, all) => all.indexOf(name) < i);
  if (twice) throw new RangeError(`publishSite: two notebooks are called ${twice}; pages are called as notebooks are.`);
  return inputs.map((path) => {
    const notebook = readNotebook(path);
    return { path, notebook, beside: besideFiles(notebook, homeOf(path, notebook)) };
  });
}

/**
 * What a site of notebooks lacks, so that nobody can compute them again from it.
 *
 * @param inputs executed notebooks
 * @returns a line for each notebook that imports what is not brought; none where all is there
 */
export function lacksOfSite(inputs: readonly string[]): string[] {
  return inputs.flatMap((path) => {
    const notebook = readNotebook(path);
    const folder = homeOf(path, notebook);
    const names = missingBeside(notebook, folder).join(', ');
    if (!names) return [];
    const put = 'Publish it from where they are, or put them there.';
    return [`${path} imports ${names}, and the site lacks it: a site brings what lies in ${folder} or below. ${put}`];
  });
}

/** The folder that the notebook's names start from: an executed copy says which notebook it is of. */
function homeOf(path: string, { metadata }: Notebook): string {
  const { source } = (metadata.dawnlab ?? {}) as Partial<RunProvenance>;
  return dirname(source ? resolve(dirname(path), source) : resolve(path));
}

/**
 * What lies beside the notebooks, as files of the site.
 *
 * @param notebooks from {@link readNotebooks}
 * @returns each once
 * @throws Error if two notebooks bring different files of one name
 */
export function filesBeside(notebooks: readonly SiteNotebook[]): SiteFile[] {
  const files = new Map<string, BesideFile & { readonly owner: string }>();
  for (const { path: owner, beside } of notebooks)
    for (const file of beside) {
      const other = files.get(file.path);
      if (other && !Buffer.from(other.contents).equals(file.contents))
        throw new Error(
          `publishSite: ${other.owner} and ${owner} have a different ${file.path} each, and a site holds one of that name. Rename one, ` +
            'or publish them as two sites.',
        );
      files.set(file.path, { ...file, owner });
    }
  return [...files.values()].map(({ path, contents }) => ({ path: inNotebooks(path), contents }));
}

/**
 * Notebooks as HTML, with names that are theirs alone on all pages.
 *
 * @param notebooks from {@link readNotebooks}
 * @param taken ids that pages have already
 * @param source address in the web of the folder of the notebooks' sources
 * @returns the names, and a part of a page a notebook
 */
export async function renderNotebooks(
  notebooks: readonly SiteNotebook[],
  taken: readonly string[],
  source: string | undefined,
): Promise<{ names: PageNames; parts: NotebookHtml[] }> {
  const { headingsOf } = await import('../publish/markdownHtml.js');
  const { notebookHtml } = await import('../publish/notebookHtml.js');
  const texts = notebooks.map(({ path, notebook, beside }) => ({
    path,
    headings: notebook.cells.map((cell) => (cell.cell_type === 'markdown' ? headingsOf(joinText(cell.source)) : [])),
    files: new Map(beside.map((file) => [file.path, inNotebooks(file.path)])),
  }));
  const pageOf = ({ id }: NotebookNames) => pageFile(id);
  const names = pageNames(texts, taken, { pageOf, source, glossary: readGlossary() });
  return { names, parts: notebooks.map(({ notebook }, i) => notebookHtml(notebook, names.notebooks[i]!, names)) };
}
