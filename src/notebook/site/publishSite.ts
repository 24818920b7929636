/** Executed notebooks as a folder of pages that any server, or none, can show. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '../../files/index.js';
import { plotlySource } from '../cell/plotlyLoader.js';
import { formulaStyle } from '../publish/formulaStyle.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import { pageScript } from '../publish/pageScript.js';
import { pageStyle } from '../publish/pageStyle.js';
import { type Study, studyOf } from '../study/study.js';
import { chromiumPath } from './chromium.js';
import { drawnFigures } from './drawnFigures.js';
import { type FigureFiles, figureFiles, figuresOf } from './figureFiles.js';
import { notebookPage } from './notebookPage.js';
import { pdfFile, printPages } from './printPages.js';
import { searchScript, searchSections } from './searchIndex.js';
import { pageFile, type SiteFile, type SiteFrame } from './siteNames.js';
import { filesBeside, inNotebooks, readNotebooks, renderNotebooks, type SiteNotebook } from './siteNotebooks.js';
import { sitePage } from './sitePage.js';
import { startPage } from './startPage.js';
import { crateFile, studyFiles, tablesOf } from './studyFiles.js';

/** What to publish. */
export interface SiteOptions {
  /** Executed notebooks, in the order of the site. */
  readonly inputs: readonly string[];
  /** The folder; what is in it by the same names is replaced. */
  readonly folder: string;
  /** How the study is cited; title and authors are taken from the first notebook and the project where nothing is said. */
  readonly study?: Partial<Study>;
  /** Address in the web of the folder that the notebooks' sources lie in: links to what is not here lead there. */
  readonly source?: string;
  /** Whether the site brings the library (35 MB) with which `rerun.mjs` computes it again; true by default. */
  readonly bringsLibrary?: boolean;
  /** Whether each notebook's page is printed as well, by a Chromium. */
  readonly printed?: boolean;
  /** Whether figures are drawn as SVG files, where there is a Chromium; true by default. */
  readonly drawn?: boolean;
}

/**
 * Writes a site: a page a notebook, a start page with the verdicts, a search over all, the executed notebooks, the numbers of
 * every figure and its drawing, a citation, a crate that says how all of it was computed, and a script that computes it again. No page asks
 * for anything outside the folder.
 *
 * @param options what to publish
 * @returns paths of what was written, from the folder
 * @throws DamagedFileError if an input is no notebook; RangeError without any, if two have one name, or if nobody can be cited; Error where pages are to be printed and there is no Chromium
 */
export async function publishSite(options: SiteOptions): Promise<string[]> {
  const { files, study, published } = await siteFiles(readNotebooks(options.inputs), options);
  const write = ({ path, contents }: SiteFile) => writeFileAtomic(join(options.folder, path), contents);
  files.forEach(write);
  const pages = published.map(({ part }) => pageFile(part.id));
  const pdfs = options.printed ? await printPages(options.folder, pages) : [];
  const crate = crateFile(study, [...files, ...pdfs].map(crateEntry), published);
  for (const file of [...pdfs, crate]) write(file);
  return [...files, ...pdfs, crate].map(({ path }) => path);
}

const notebookFile = (input: string) => inNotebooks(basename(input));
const crateEntry = ({ path, contents }: SiteFile) => ({
  ...{ path, bytes: Buffer.byteLength(contents) },
  sha256: createHash('sha256').update(contents).digest('hex'),
});

/** Ids that pages have already. */
const TAKEN = ['main', 'search', 'found', 'code', 'verdicts'];

async function siteFiles(notebooks: readonly SiteNotebook[], options: SiteOptions) {
  const { names, parts } = await renderNotebooks(notebooks, TAKEN, options.source);
  const today = new Date().toISOString().slice(0, 10);
  const study = studyOf({ title: parts[0]!.title, date: today, ...options.study }, process.cwd());
  const site = { title: study.title, parts };
  const beside = filesBeside(notebooks);
  const figures = await filesOfFigures(parts, options.drawn ?? true);
  const pages = parts.map((part, i) => pageFiles(site, part, figures[i]!, notebooks[i]!, options.printed));
  const tables = tablesOf(parts);
  const sections = notebooks.flatMap(({ notebook }, i) => searchSections(notebook, names.notebooks[i]!, parts[i]!));
  const files = [
    { path: 'index.html', contents: sitePage(site, { title: site.title, main: await startPage(site, names, study) }) },
    ...pages.flat(),
    ...notebooks.map(({ path }) => ({ path: notebookFile(path), contents: readFileSync(path) })),
    ...beside,
    { path: 'assets/search.js', contents: searchScript(sections) },
    ...(await sharedFiles()),
    ...studyFiles(study, tables.flat(), options.bringsLibrary ?? true),
  ];
  const published = notebooks.map(({ path, notebook, beside: needed }, i) => ({
    ...{ part: parts[i]!, notebook, path: notebookFile(path), tables: tables[i]! },
    beside: needed.map((file) => inNotebooks(file.path)),
    results: pages[i]!.map((file) => file.path),
  }));
  return { files, study, published };
}

/** The files of each notebook's figures; one browser draws them all. */
async function filesOfFigures(parts: readonly NotebookHtml[], isDrawn: boolean): Promise<FigureFiles[][]> {
  const figures = parts.map(({ html }) => figuresOf(html));
  const program = isDrawn ? chromiumPath() : undefined;
  const all = figures.flat().map(({ figure }) => figure);
  const drawn = program ? await drawnFigures(all, program) : [];
  return parts.map(({ id }, i) => {
    const before = figures.slice(0, i).flat().length;
    return figureFiles(figures[i]!, drawn.slice(before), `figures/${id}`);
  });
}

/** The page of a notebook, and the files of its figures. */
function pageFiles(
  site: SiteFrame,
  part: NotebookHtml,
  figures: readonly FigureFiles[],
  { path, beside }: SiteNotebook,
  isPrinted = false,
): SiteFile[] {
  const files: [string, ...string[]] = [notebookFile(path), ...beside.map((file) => inNotebooks(file.path))];
  const main = notebookPage(part, figures, files, isPrinted ? pdfFile(pageFile(part.id)) : undefined);
  return [
    { path: pageFile(part.id), contents: sitePage(site, { title: part.title, part, main }) },
    ...figures.flatMap(({ csv, svg }) => (svg ? [csv, svg] : [csv])),
  ];
}

/** What the pages share. GitHub Pages would leave out what begins with an underscore without the empty file. */
async function sharedFiles(): Promise<SiteFile[]> {
  const { css, fonts } = formulaStyle();
  return [
    { path: 'assets/page.css', contents: pageStyle() },
    { path: 'assets/page.js', contents: pageScript('page') },
    { path: 'assets/plotly.js', contents: plotlySource() },
    { path: 'assets/formulas.css', contents: css },
    ...fonts.map(({ name, bytes }) => ({ path: `assets/fonts/${name}`, contents: bytes })),
    { path: '.nojekyll', contents: '' },
  ];
}
