/** An executed notebook as a piece of a page. */

import { basename, dirname } from 'node:path';
import { escapeHtml } from './escapeHtml.js';
import { type Heading, highlighted, markdownHtml, slug } from './markdownHtml.js';
import { joinText, type Notebook, type NotebookCell } from './notebookFile.js';
import { outputHtml } from './outputHtml.js';
import { provenanceText, type RunProvenance } from './provenance.js';
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
 * @param path its file: names it, and relative pictures are read beside it
 * @returns an article with the provenance of the run at its end
 */
export function notebookHtml(notebook: Notebook, path: string): NotebookHtml {
  const id = slug(basename(path, '.ipynb'));
  const headings: Heading[] = [];
  const sections = notebook.cells.map((cell, index) =>
    cellHtml(cell, { folder: dirname(path), prefix: id }, index, headings),
  );
  const run = notebook.metadata.dawnlab as RunProvenance | undefined;
  const footer = run ? `<footer class="provenance">${escapeHtml(provenanceText(run))}</footer>` : '';
  return {
    id,
    title: headings[0]?.text ?? basename(path),
    headings,
    verdicts: notebookVerdicts(notebook, path),
    html: `<article id="${id}">\n${sections.join('\n')}\n${footer}</article>`,
  };
}

function cellHtml(
  cell: NotebookCell,
  place: { readonly folder: string; readonly prefix: string },
  index: number,
  headings: Heading[],
): string {
  const source = joinText(cell.source);
  if (cell.cell_type === 'markdown') {
    const rendered = markdownHtml(source, place);
    headings.push(...rendered.headings);
    return `<section class="markdown">${rendered.html}</section>`;
  }
  if (cell.cell_type !== 'code' || !source.trim()) return '';
  const outputs = (cell.outputs ?? []).map((output, i) =>
    outputHtml(output, place, `${place.prefix}-figure-${index}-${i}`),
  );
  const number = `<span class="number">${cell.execution_count ?? ''}</span>`;
  const code = `${number}<pre class="source"><code>${highlighted(source, 'typescript')}</code></pre>`;
  return `<section class="code">${code}${outputs.join('')}</section>`;
}
