/** Executed notebooks as one self-contained HTML file. */

import { basename } from 'node:path';
import { writeFileAtomic } from '../../files/index.js';
import { escapeHtml } from '../cell/escapeHtml.js';
import { PLOTLY_CONFIG, plotlySource } from '../cell/plotlyLoader.js';
import { joinText, type Notebook, type NotebookCell, readNotebook } from '../document/notebookFile.js';
import type { NotebookHtml } from './notebookHtml.js';
import { linkTarget, type PageNames, pageNames } from './pageNames.js';
import { pageStyle } from './pageStyle.js';
import { foldedVerdicts, liveVerdicts } from './verdictPage.js';

/** What to publish. */
export interface PublishOptions {
  /** Executed notebooks, in the order of the page. */
  readonly inputs: readonly string[];
  /** The HTML file. */
  readonly output: string;
  /** Title of the page; default: the first notebook's. */
  readonly title?: string;
}

const VERDICTS_ID = 'verdicts';

/** Draws the figures when everything else stands; `dawnlabFigures` is filled while the page loads. */
const DRAW_ALL = `for(const[id,figure]of dawnlabFigures)Plotly.newPlot(id,figure.data,figure.layout,${JSON.stringify(PLOTLY_CONFIG)});`;

/**
 * Writes one HTML file that needs nothing from outside: plotly.js is in it once (and only if there is a figure),
 * formulas are MathML, pictures are data. HTML outputs with scripts, such as rollout animations, play.
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
  const figures = parts.some((part) => part.html.includes('dawnlabFigures.push('));
  const scripts = figures ? `<script>${plotlySource()}</script>\n<script>${DRAW_ALL}</script>` : '';
  const verdicts = await verdictSection(parts, names);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)}</title>
<style>${pageStyle()}</style>
<script>const dawnlabFigures=[]</script>
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

/** The page of verdicts, then those of this run; links lead to the notebooks on the page. */
async function verdictSection(parts: readonly NotebookHtml[], names: PageNames): Promise<string> {
  const onPage = new Set(names.notebooks.map(({ path }) => basename(path, '.ipynb')));
  // A copy under a new name judges the finding that it was copied from: the link leads to where the verdict stands.
  const verdicts = parts.flatMap(({ verdicts }, i) =>
    verdicts.map((verdict) =>
      onPage.has(verdict.finding) ? verdict : { ...verdict, finding: basename(names.notebooks[i]!.path, '.ipynb') },
    ),
  );
  if (verdicts.length === 0) return '';
  const recorded = verdicts.some(({ source }) => source === 'recorded');
  const live = liveVerdicts(verdicts);
  const text = [
    ...(recorded ? ['## Verdicts', foldedVerdicts(verdicts)] : []),
    ...(live ? ['## Verdicts of this run', live] : []),
  ].join('\n\n');
  const { markdownHtml } = await import('./markdownHtml.js');
  const html = markdownHtml(text, {
    name: VERDICTS_ID,
    folders: [],
    headingId: (heading) => names.newId(`page-${heading}`),
    link: (href) => linkTarget(href, names.notebooks),
  });
  return `<section class="markdown" id="${VERDICTS_ID}">${html}</section>`;
}
