/** An executed notebook as a piece of a page. */

import { basename, dirname, resolve } from 'node:path';
import { escapeHtml } from '../cell/escapeHtml.js';
import { provenanceText, type RunProvenance } from '../cell/provenance.js';
import { joinText, type Notebook, type NotebookCell } from '../document/notebookFile.js';
import { withFootnotes } from './footnotes.js';
import { highlighted, type MarkdownPlace, markdownHtml } from './markdownHtml.js';
import { outputHtml } from './outputHtml.js';
import { type Heading, linkTarget, type NotebookNames, type PageNames } from './pageNames.js';
import { type FoundVerdict, notebookVerdicts } from './verdictPage.js';

/** A rendered notebook. */
export interface NotebookHtml {
  /** Its id on the page, from the file name. */
  readonly id: string;
  /** Its first heading, else the file name. */
  readonly title: string;
  readonly headings: readonly Heading[];
  readonly verdicts: readonly FoundVerdict[];
  readonly html: string;
}

/**
 * Renders a notebook.
 *
 * @param notebook the notebook with its outputs
 * @param own its names
 * @param page all names of the page
 * @returns an article with the provenance of the run at its end
 */
export function notebookHtml(notebook: Notebook, own: NotebookNames, page: PageNames): NotebookHtml {
  const { id, path } = own;
  const run = notebook.metadata.dawnlab as RunProvenance | undefined;
  const folders = pictureFolders(path, run);
  const link = (href: string) => linkTarget(href, page, own);
  const glossary = page.glossary && new Map(page.glossary);
  const texts = withFootnotes(
    notebook.cells.map((cell) => (cell.cell_type === 'markdown' ? joinText(cell.source) : '')),
  );
  const sections = notebook.cells.map((cell, index) => {
    const ids = (own.headings[index] ?? []).map((heading) => heading.id);
    const headingId = (text: string) => ids.shift() ?? page.newId(`${id}-${text}`);
    const place = {
      name: `${id}-${index}`,
      folders,
      attachments: cell.attachments,
      headingId,
      link,
      glossary,
      foldsCode: page.pageOf !== undefined,
    };
    return cell.cell_type === 'markdown' ? textHtml(texts[index]!, place) : codeHtml(cell, place);
  });
  const footer = run ? `<footer class="provenance">${escapeHtml(provenanceText(run))}</footer>` : '';
  const headings = own.headings.flat();
  return {
    id,
    title: headings[0]?.text ?? basename(path),
    headings,
    verdicts: notebookVerdicts(notebook, path),
    html: `<article id="${escapeHtml(id)}">\n${sections.join('\n')}\n${footer}</article>`,
  };
}

/** Beside the notebook, beside the one that it is an executed copy of, and where cells write to. */
function pictureFolders(path: string, run: RunProvenance | undefined): string[] {
  const folder = dirname(path);
  return [folder, ...(run?.source ? [dirname(resolve(folder, run.source))] : []), '.'];
}

function textHtml(text: string, place: MarkdownPlace): string {
  return `<section class="markdown">${markdownHtml(text, place)}</section>`;
}

function codeHtml(cell: NotebookCell, place: MarkdownPlace & { readonly foldsCode?: boolean }): string {
  const source = joinText(cell.source);
  if (cell.cell_type !== 'code' || !source.trim()) return '';
  const outputs = (cell.outputs ?? []).map((output, i) => outputHtml(output, { ...place, name: `${place.name}-${i}` }));
  const number = `<span class="number">${cell.execution_count ?? ''}</span>`;
  const code = `<pre class="source" tabindex="0"><code>${highlighted(source, 'typescript')}</code></pre>`;
  const folded = `<details class="folded"><summary>${escapeHtml(codeTitle(source))}</summary>${code}</details>`;
  return `<section class="code">${number}${place.foldsCode ? folded : code}${outputs.join('')}</section>`;
}

/** What stands on folded code: its first comment, else how long it is. */
function codeTitle(source: string): string {
  const comment = /^\s*\/\/\s*(.+)/.exec(source)?.[1];
  const lines = source.trim().split('\n').length;
  return comment ? `Code: ${comment}` : `Code, ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}
