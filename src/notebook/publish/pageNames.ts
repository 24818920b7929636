/** The names on a page: an id for each notebook and each heading, no two alike, and where links lead. */

import { basename, dirname, resolve } from 'node:path';
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
}

/** The names of a page. */
export interface PageNames {
  readonly notebooks: readonly NotebookNames[];
  /** An id that the page does not have yet, made of a text in any script. */
  newId(text: string): string;
}

/**
 * Names the parts of a page.
 *
 * @param notebooks files, with the headings of each cell
 * @param taken ids that the page has already
 * @returns the names
 */
export function pageNames(
  notebooks: readonly { readonly path: string; readonly headings: readonly (readonly HeadingText[])[] }[],
  taken: readonly string[],
): PageNames {
  const slugger = new Slugger();
  for (const id of taken) slugger.slug(id);
  const newId = (text: string) => slugger.slug(text);
  return {
    newId,
    notebooks: notebooks.map(({ path, headings }) => {
      const id = newId(basename(path, '.ipynb'));
      const named = (heading: HeadingText) => ({ ...heading, id: newId(`${id}-${slug(heading.text) || 'section'}`) });
      return { path, id, headings: headings.map((cell) => cell.map(named)) };
    }),
  };
}

/**
 * Where a link leads from a page that stands alone: to a part of the page, to the web, or nowhere.
 *
 * @param href as it was written
 * @param notebooks those on the page
 * @param own the notebook that the link is in; undefined outside of them
 * @returns the address on the page; undefined for a file that the page does not have
 */
export function linkTarget(href: string, notebooks: readonly NotebookNames[], own?: NotebookNames): string | undefined {
  if (/^[a-z][\w+.-]*:|^\/\//i.test(href)) return href;
  const [, path, fragment = ''] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(decoded(href)) ?? [];
  if (path === undefined) return undefined;
  const notebook = path === '' ? own : named(path, notebooks, own);
  if (!notebook) return path === '' ? href : undefined;
  if (!fragment) return `#${notebook.id}`;
  const heading = notebook.headings.flat().find(({ text }) => slug(text) === slug(fragment));
  if (heading) return `#${heading.id}`;
  return path === '' ? href : `#${notebook.id}`;
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
