/** Executed notebooks as a folder of pages that any server, or none, can show. */

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../../files/index.js';
import { plotlySource } from '../cell/plotlyLoader.js';
import { joinText, type Notebook, readNotebook } from '../document/notebookFile.js';
import { formulaStyle } from '../publish/formulaStyle.js';
import { type NotebookNames, pageNames } from '../publish/pageNames.js';
import { pageScript } from '../publish/pageScript.js';
import { pageStyle } from '../publish/pageStyle.js';
import { figureFiles, figuresOf } from './figureFiles.js';
import { notebookPage } from './notebookPage.js';
import { searchScript, searchSections } from './searchIndex.js';
import { pageFile } from './siteNames.js';
import { sitePage } from './sitePage.js';
import { startPage } from './startPage.js';

/** What to publish. */
export interface SiteOptions {
  /** Executed notebooks, in the order of the site. */
  readonly inputs: readonly string[];
  /** The folder; what is in it by the same names is replaced. */
  readonly folder: string;
  /** Title of the site; by default the first notebook's. */
  readonly title?: string;
  /** Address in the web of the folder that the notebooks' sources lie in: links to what is not here lead there. */
  readonly source?: string;
}

/** A written file of a site, from its folder. */
type SiteFile = { readonly path: string; readonly contents: Uint8Array | string };

/**
 * Writes a site: a page a notebook, a start page with the verdicts, a search over all, the executed notebooks, the numbers of
 * every figure. No page asks for anything outside the folder.
 *
 * @param options what to publish
 * @returns paths of what was written, from the folder
 * @throws DamagedFileError if an input is no notebook; RangeError without any, or if two have one name
 */
export async function publishSite(options: SiteOptions): Promise<string[]> {
  const { inputs, folder } = options;
  checkInputs(inputs);
  const files = await siteFiles(
    inputs.map((path) => ({ path, notebook: readNotebook(path) })),
    options,
  );
  for (const { path, contents } of files) {
    makeFolder(dirname(join(folder, path)));
    writeFileSync(join(folder, path), contents);
  }
  mkdirSync(join(folder, 'notebooks'), { recursive: true });
  for (const input of inputs) copyFileSync(input, join(folder, notebookFile(input)));
  return [...files.map(({ path }) => path), ...inputs.map(notebookFile)];
}

const notebookFile = (input: string) => `notebooks/${basename(input)}`;

function checkInputs(inputs: readonly string[]): void {
  if (inputs.length === 0) throw new RangeError('publishSite: there is no notebook; name at least one.');
  const twice = inputs.map((path) => basename(path)).find((name, i, all) => all.indexOf(name) < i);
  if (twice) throw new RangeError(`publishSite: two notebooks are called ${twice}; pages are called as notebooks are.`);
}

interface ReadNotebook {
  readonly path: string;
  readonly notebook: Notebook;
}

async function siteFiles(notebooks: readonly ReadNotebook[], options: SiteOptions): Promise<SiteFile[]> {
  const { headingsOf } = await import('../publish/markdownHtml.js');
  const { notebookHtml } = await import('../publish/notebookHtml.js');
  const texts = notebooks.map(({ path, notebook }) => ({
    path,
    headings: notebook.cells.map((cell) => (cell.cell_type === 'markdown' ? headingsOf(joinText(cell.source)) : [])),
  }));
  const pageOf = ({ id }: NotebookNames) => pageFile(id);
  const names = pageNames(texts, ['main', 'search', 'found', 'code', 'verdicts'], { pageOf, source: options.source });
  const parts = notebooks.map(({ notebook }, i) => notebookHtml(notebook, names.notebooks[i]!, names));
  const site = { title: options.title ?? parts[0]!.title, parts };
  const pages = parts.map((part, i) => {
    const figures = figureFiles(figuresOf(part.html), `figures/${part.id}`, new Map());
    const main = notebookPage(part, figures, notebookFile(notebooks[i]!.path));
    return [
      { path: pageFile(part.id), contents: sitePage(site, { title: part.title, part, main }) },
      ...figures.flatMap((figure) => figure.files.map(({ address: path, contents }) => ({ path, contents }))),
    ];
  });
  const start = sitePage(site, { title: site.title, main: await startPage(site, names) });
  const sections = notebooks.flatMap(({ notebook }, i) => searchSections(notebook, names.notebooks[i]!, parts[i]!));
  return [
    { path: 'index.html', contents: start },
    ...pages.flat(),
    { path: 'assets/search.js', contents: searchScript(sections) },
    ...(await sharedFiles()),
  ];
}

/** What the pages share. Pages that begin with an underscore would be left out by GitHub Pages without the empty file. */
async function sharedFiles(): Promise<SiteFile[]> {
  const { css, fonts } = formulaStyle();
  return [
    { path: 'assets/page.css', contents: pageStyle() },
    { path: 'assets/page.js', contents: await pageScript('page') },
    { path: 'assets/plotly.js', contents: plotlySource() },
    { path: 'assets/formulas.css', contents: css },
    ...fonts.map(({ name, bytes }) => ({ path: `assets/fonts/${name}`, contents: bytes })),
    { path: '.nojekyll', contents: '' },
  ];
}
