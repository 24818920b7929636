/** Executed notebooks as one self-contained HTML file. */

import { writeFileAtomic } from '../../files/index.js';
import { escapeHtml } from '../cell/escapeHtml.js';
import { plotlySource } from '../cell/plotlyLoader.js';
import { joinText, type Notebook, type NotebookCell, readNotebook } from '../document/notebookFile.js';
import { embeddedFormulaStyle } from './formulaStyle.js';
import type { NotebookHtml } from './notebookHtml.js';
import { type PageNames, pageNames } from './pageNames.js';
import { pageScript } from './pageScript.js';
import { pageStyle } from './pageStyle.js';
import { VERDICTS_ID, verdictSection } from './verdictSection.js';

/** What to publish. */
export interface PublishOptions {
  /** Executed notebooks, in the order of the page. */
  readonly inputs: readonly string[];
  /** The HTML file. */
  readonly output: string;
  /** Title of the page; default: the first notebook's. */
  readonly title?: string;
}

/**
 * Writes one HTML file that needs nothing from outside: plotly.js is in it once (and only if there is a figure),
 * formulas bring their fonts, pictures are data. HTML outputs with scripts, such as rollout animations, play.
 *
 * @param options what to publish
 * @returns size of the file in bytes
 * @throws Error if an input is no notebook
 */
export async function publishNotebooks(options: PublishOptions): Promise<{ bytes: number }> {
  const notebooks = options.inputs.map((path) => ({ path, notebook: readNotebook(path) }));
  const page = await pageHtml(notebooks, options.title);
  writeFileAtomic(options.output, page);
  return { bytes: Buffer.byteLength(page) };
}

/**
 * The page as text.
 *
 * @param notebooks executed notebooks with their files
 * @param title title of the page; default: the first notebook's
 * @returns HTML
 */
async function pageHtml(
  notebooks: readonly { readonly path: string; readonly notebook: Notebook }[],
  title?: string,
): Promise<string> {
  // The Markdown renderer, the highlighter and KaTeX take half a second to load, and only this function needs them.
  const { notebookHtml } = await import('./notebookHtml.js');
  const names = await namesOf(notebooks);
  const parts = notebooks.map(({ notebook }, i) => notebookHtml(notebook, names.notebooks[i]!, names));
  const heading = title ?? parts[0]?.title ?? 'dawnlab';
  const verdicts = await verdictSection(parts, names);
  const holds = (text: string) => parts.some(({ html }) => html.includes(text));
  const figures = holds('<figure class="output figure"');
  const script = figures || verdicts ? `<script>${pageScript('sheet')}</script>` : '';
  const scripts = `${figures ? `<script>${plotlySource()}</script>\n` : ''}${script}`;
  const formulas = holds('class="katex"') ? embeddedFormulaStyle() : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)}</title>
<style>${pageStyle()}${formulas}</style>
</head>
<body>
<main>
${title || parts.length > 1 ? `<h1>${escapeHtml(heading)}</h1>` : ''}
${parts.length > 1 ? contents(parts, verdicts !== '') : ''}
${verdicts}
${parts.map((part) => part.html).join('\n')}
</main>
${scripts}
</body>
</html>
`;
}

async function namesOf(
  notebooks: readonly { readonly path: string; readonly notebook: Notebook }[],
): Promise<PageNames> {
  const { headingsOf } = await import('./markdownHtml.js');
  const headings = (cell: NotebookCell) => (cell.cell_type === 'markdown' ? headingsOf(joinText(cell.source)) : []);
  const texts = notebooks.map(({ path, notebook }) => ({ path, headings: notebook.cells.map(headings) }));
  return pageNames(texts, [VERDICTS_ID]);
}

function contents(parts: readonly NotebookHtml[], hasVerdicts: boolean): string {
  const link = (id: string, text: string) => `<a href="#${escapeHtml(id)}">${escapeHtml(text)}</a>`;
  const items = parts.map((part) => {
    const sections = part.headings
      .filter(({ level }) => level === 2)
      .map(({ id, text }) => `<li>${link(id, text)}</li>`);
    return `<li>${link(part.id, part.title)}<ul>${sections.join('')}</ul></li>`;
  });
  const first = hasVerdicts ? `<li>${link(VERDICTS_ID, 'Verdicts')}</li>` : '';
  return `<nav aria-label="Contents"><ul>${first}${items.join('')}</ul></nav>`;
}
