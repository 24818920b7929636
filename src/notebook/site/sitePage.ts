/** One page of a site: the head with its policy, the bar on top, and what the page is about. */

import { escapeHtml } from '../cell/escapeHtml.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import { contentPolicy } from './contentPolicy.js';
import { linkHtml, pageFile, type SiteFrame } from './siteNames.js';

/** What stands on a page. */
interface PageContent {
  /** Title of the page itself. */
  readonly title: string;
  /** The notebook that it shows; undefined for the start page. */
  readonly part?: NotebookHtml;
  /** HTML of its main part. */
  readonly main: string;
}

/** The mark in whose place the policy comes, once everything else of the page is known. */
const POLICY = '<!-- policy -->';

/**
 * A page that needs only the files of its own folder.
 *
 * @param site title and notebooks of the site
 * @param content what stands on the page
 * @returns HTML
 */
export function sitePage(site: SiteFrame, { title, part, main }: PageContent): string {
  const figures = main.includes('<figure class="output figure"');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title === site.title ? title : `${title} · ${site.title}`)}</title>
<link rel="stylesheet" href="assets/page.css">
${main.includes('class="katex"') ? '<link rel="stylesheet" href="assets/formulas.css">' : ''}
</head>
<body>
${bar(site, part)}
<main id="main">
${main}
</main>
${figures ? '<script src="assets/plotly.js"></script>' : ''}
<script src="assets/page.js"></script>
</body>
</html>
`;
  return html.replace(
    POLICY,
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(html))}">`,
  );
}

function bar({ title, parts }: SiteFrame, own?: NotebookHtml): string {
  const current = 'aria-current="page"';
  const items = parts.map((part) => linkHtml(pageFile(part.id), part.title, part === own ? current : ''));
  const list = [linkHtml('index.html', title, own ? '' : current), ...items].map((link) => `<li>${link}</li>`).join('');
  const find =
    '<div class="find"><input id="search" type="search" placeholder="Search" aria-label="Search these pages" ' +
    'data-index="assets/search.js" autocomplete="off"><ul id="found" hidden aria-live="polite"></ul></div>';
  return `<header class="top"><div><nav aria-label="Pages"><ul>${list}</ul></nav>${find}</div></header>`;
}
