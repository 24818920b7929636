/** The names on a page, or on the pages of a site: an id for each notebook and each heading, no two alike, and where links lead. */

import { basename, dirname, posix, resolve } from 'node:path';
import Slugger, { slug } from 'github-slugger';
import type { HeadingText } from './markdownHtml.js';

/** A heading with its place on the page. */
export interface Heading extends HeadingText {
  readonly id: string;
}

/** A notebook with its names. */
export interface NotebookNames {
  /** Its file. */
  readonly path: string;
  readonly id: string;
  /** Headings by cell. */
  readonly headings: readonly (readonly Heading[])[];
  /** Addresses of the files that the page has beside it, by their paths from the notebook. */
  readonly files?: ReadonlyMap<string, string>;
}

/** A notebook to be named. */
type Unnamed = Pick<NotebookNames, 'path' | 'files'> & { readonly headings: readonly (readonly HeadingText[])[] };

/** The names of a page, or of the pages of a site. */
export interface PageNames {
  readonly notebooks: readonly NotebookNames[];
  /** The page of a notebook in a site, for instance `08-dawn.html`; undefined where all are on one page. */
  readonly pageOf?: (notebook: NotebookNames) => string;
  /** Address of the folder in the web that the notebooks' sources lie in, ending in a slash: for links to what is not here. */
  readonly source?: string;
  /** Words that each notebook's text explains where they first stand. */
  readonly glossary?: ReadonlyMap<string, string>;
  /** An id that the page does not have yet, made of a text in any script. */
  newId(text: string): string;
}

/**
 * Names the parts of a page.
 *
 * @param notebooks files, with the headings of each cell and what lies beside them
 * @param taken ids that the page has already
 * @param site where the pages of notebooks and their sources are, and what is explained; by default all are on one page
 * @returns the names
 */
export function pageNames(
  notebooks: readonly Unnamed[],
  taken: readonly string[],
  site: Pick<PageNames, 'pageOf' | 'source' | 'glossary'> = {},
): PageNames {
  const slugger = new Slugger();
  for (const id of taken) slugger.slug(id);
  const newId = (text: string) => slugger.slug(text);
  return {
    ...site,
    newId,
    notebooks: notebooks.map(({ path, headings, files }) => {
      const id = newId(basename(path, '.ipynb'));
      const named = (heading: HeadingText) => ({ ...heading, id: newId(`${id}-${slug(heading.text) || 'section'}`) });
      return { path, id, files, headings: headings.map((cell) => cell.map(named)) };
    }),
  };
}

/**
 * Where a link leads from pages that stand alone: to a part of them, to the web, or nowhere.
 *
 * @param href as it was written
 * @param names notebooks that there are, and their pages
 * @param own the notebook that the link is in; undefined outside of them
 * @returns the address; undefined for a file that is neither here nor in the web
 */
export function linkTarget(href: string, names: PageNames, own?: NotebookNames): string | undefined {
  if (/^[a-z][\w+.-]*:|^\/\//i.test(href)) return href;
  const [, path, fragment = ''] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(decoded(href)) ?? [];
  if (path === undefined) return undefined;
  const notebook = path === '' ? own : named(path, names.notebooks, own);
  if (!notebook) return path === '' ? href : (own?.files?.get(posix.normalize(path)) ?? sourceOf(href, names.source));
  const heading = notebook.headings.flat().find(({ text }) => slug(text) === slug(fragment));
  if (fragment && !heading && path === '') return href;
  return partAddress(notebook, fragment ? heading?.id : undefined, names, own);
}

/**
 * The address of a notebook, or of a heading in it.
 *
 * @param notebook where to
 * @param heading id of a heading; undefined for the notebook itself
 * @param names the names of all
 * @param own the notebook that the link is in; undefined outside of them
 * @returns for instance `#08-dawn-the-task`, `08-dawn.html` or `08-dawn.html#08-dawn-the-task`
 */
function partAddress(
  notebook: NotebookNames,
  heading: string | undefined,
  { pageOf }: PageNames,
  own?: NotebookNames,
): string {
  if (!pageOf || notebook === own) return `#${heading ?? notebook.id}`;
  return heading ? `${pageOf(notebook)}#${heading}` : pageOf(notebook);
}

/** A file beside the sources, in the web. */
function sourceOf(href: string, source: string | undefined): string | undefined {
  return source && !href.startsWith('/') ? new URL(href, source).href : undefined;
}

/** By its place beside the notebook with the link; an executed copy lies elsewhere, so that the name alone counts then. */
function named(path: string, notebooks: readonly NotebookNames[], own?: NotebookNames): NotebookNames | undefined {
  const file = resolve(dirname(own?.path ?? '.'), path);
  return (
    notebooks.find((notebook) => resolve(notebook.path) === file) ??
    notebooks.find((notebook) => basename(notebook.path) === basename(path))
  );
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
