/** What can be searched on a site: each section of each notebook, its text and its code. */

import MiniSearch from 'minisearch';
import { SEARCH_OPTIONS, type SearchSection } from '../browser/searchOptions.js';
import { scriptJson } from '../cell/escapeHtml.js';
import { joinText, type Notebook } from '../document/notebookFile.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import type { NotebookNames } from '../publish/pageNames.js';
import { pageFile } from './siteNames.js';

/** Markdown and formulas without their signs. */
const plainText = (markdown: string) =>
  markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[#*_`$|\\{}]+/g, ' ');

/**
 * The sections of a notebook: what stands between two headings.
 *
 * @param notebook its cells
 * @param names ids of its headings
 * @param part its page
 * @returns sections with their addresses
 */
export function searchSections(notebook: Notebook, names: NotebookNames, part: NotebookHtml): SearchSection[] {
  const file = pageFile(part.id);
  const sections: { id: string; page: string; title: string; text: string }[] = [
    { id: file, page: part.title, title: part.title, text: '' },
  ];
  notebook.cells.forEach((cell, i) => {
    const source = joinText(cell.source);
    const pieces = cell.cell_type === 'markdown' ? source.split(/^(?=#{1,6}\s)/m) : [source];
    const headings = [...(names.headings[i] ?? [])];
    for (const piece of pieces) {
      const heading = cell.cell_type === 'markdown' && /^#{1,6}\s/.test(piece) ? headings.shift() : undefined;
      if (heading && heading.level > 1)
        sections.push({ id: `${file}#${heading.id}`, page: part.title, title: heading.text, text: '' });
      sections[sections.length - 1]!.text += ` ${cell.cell_type === 'markdown' ? plainText(piece) : piece}`;
    }
  });
  return sections;
}

/**
 * The index as a script, since a page that was opened from a file may load one and nothing else.
 *
 * @param sections of all pages
 * @returns JavaScript that sets `dawnlabSearch`
 */
export function searchScript(sections: readonly SearchSection[]): string {
  const search = new MiniSearch<SearchSection>(SEARCH_OPTIONS);
  search.addAll(sections);
  return `globalThis.dawnlabSearch=${scriptJson(search)};\n`;
}
