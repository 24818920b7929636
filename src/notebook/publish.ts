/** Executed notebooks as one self-contained HTML file. */

import { writeFileAtomic } from '../compute/atomicFile.js';
import { escapeHtml } from './escapeHtml.js';
import { type Notebook, readNotebook } from './notebookFile.js';
import type { NotebookHtml } from './notebookHtml.js';
import { pageStyle } from './pageStyle.js';
import { plotlySource } from './plotlyLoader.js';

/** What to publish. */
export interface PublishOptions {
  /** Executed notebooks, in the order of the page. */
  readonly inputs: readonly string[];
  /** The HTML file. */
  readonly output: string;
  /** Title of the page; default: the first notebook's. */
  readonly title?: string;
}

/** Draws the figures when everything else stands; `dawnlabFigures` is filled while the page loads. */
const DRAW_ALL =
  'for(const[id,figure]of dawnlabFigures)Plotly.newPlot(id,figure.data,figure.layout,{responsive:true,displaylogo:false});';

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
export async function pageHtml(
  notebooks: readonly { readonly path: string; readonly notebook: Notebook }[],
  title?: string,
): Promise<string> {
  // The Markdown renderer, the highlighter and KaTeX take half a second to load, and only this function needs them.
  const { notebookHtml } = await import('./notebookHtml.js');
  const parts = notebooks.map(({ notebook, path }) => notebookHtml(notebook, path));
  const heading = title ?? parts[0]?.title ?? 'dawnlab';
  const figures = parts.some((part) => part.html.includes('dawnlabFigures.push('));
  const scripts = figures ? `<script>${plotlySource()}</script>\n<script>${DRAW_ALL}</script>` : '';
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
${parts.length > 1 ? contents(parts) : ''}
${verdictTable(parts)}
${parts.map((part) => part.html).join('\n')}
</main>
${scripts}
</body>
</html>
`;
}

function contents(parts: readonly NotebookHtml[]): string {
  const link = (id: string, text: string) => `<a href="#${id}">${escapeHtml(text)}</a>`;
  const items = parts.map((part) => {
    const sections = part.headings
      .filter(({ level }) => level === 2)
      .map(({ id, text }) => `<li>${link(id, text)}</li>`);
    return `<li>${link(part.id, part.title)}<ul>${sections.join('')}</ul></li>`;
  });
  return `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
}

function verdictTable(parts: readonly NotebookHtml[]): string {
  const rows = parts.flatMap(({ id, verdicts }) =>
    verdicts.map(({ claim, verdict, estimate, unit }) => {
      const link = `<a href="#${id}">${escapeHtml(claim)}</a>`;
      const number = `${escapeHtml(estimate)}<br><small>${escapeHtml(unit)}</small>`;
      return `<tr><td>${link}</td><td><b>${verdict}</b></td><td>${number}</td></tr>`;
    }),
  );
  if (rows.length === 0) return '';
  return `<h2>Verdicts of this run</h2><table><thead><tr><th>claim</th><th>verdict</th><th>estimate [95 %]</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
