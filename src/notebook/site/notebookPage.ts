/** The page of a notebook: its contents, what can be taken away, and the notebook. */

import { escapeHtml } from '../cell/escapeHtml.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import type { FigureFiles } from './figureFiles.js';
import { linkHtml, type SiteFile } from './siteNames.js';

/**
 * The main part of a notebook's page.
 *
 * @param part the rendered notebook
 * @param figures files of its figures
 * @param files addresses of the executed notebook, and of what it needs beside it
 * @param pdf address of the page for paper; undefined where there is none
 * @returns HTML
 */
export function notebookPage(
  part: NotebookHtml,
  figures: readonly FigureFiles[],
  [notebook, ...beside]: readonly [string, ...string[]],
  pdf?: string,
): string {
  const take = [
    linkHtml(notebook, 'this notebook, executed', 'download'),
    ...beside.map((address) => linkHtml(address, address.slice(address.indexOf('/') + 1), 'download')),
    ...(pdf ? [linkHtml(pdf, 'the page for paper')] : []),
    ...(figures.length > 0 ? [`numbers and pictures of its ${figures.length} figures, below each of them`] : []),
  ];
  const button = '<button type="button" id="code" aria-pressed="false">Show code</button>';
  return `${contents(part)}<p class="take">${button} Take away: ${take.join('; ')}.</p>\n${withFiles(part.html, figures)}`;
}

function contents({ headings }: NotebookHtml): string {
  const items = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li>${linkHtml(`#${id}`, text)}</li>`);
  if (items.length === 0) return '';
  return `<details class="contents"><summary>Contents</summary><nav aria-label="Contents"><ul>${items.join('')}</ul></nav></details>`;
}

/** Each figure with a line that leads to its files; the page draws what it has no file of. */
function withFiles(html: string, figures: readonly FigureFiles[]): string {
  const files = new Map(figures.map((one) => [one.id, one]));
  return html.replace(
    /<figure class="output figure" id="([^"]*)"[^>]*>[\s\S]*?<\/script>(?=<\/figure>)/g,
    (all, id) => {
      const { csv, svg } = files.get(id)!;
      const link = ({ path }: SiteFile, format: string) =>
        linkHtml(path, format, `download aria-label="${escapeHtml(`Figure ${id} as ${format}`)}"`);
      const button = (format: string) =>
        `<button type="button" data-picture="${format.toLowerCase()}">${format}</button>`;
      const line = [link(csv, 'CSV'), svg ? link(svg, 'SVG') : button('SVG'), button('PNG')];
      return `${all}<figcaption>${line.join(' ')}</figcaption>`;
    },
  );
}
