/** The first page of a site: what is on it, and the verdicts. */

import { escapeHtml } from '../cell/escapeHtml.js';
import type { PageNames } from '../publish/pageNames.js';
import { verdictSection } from '../publish/verdictSection.js';
import { linkHtml, pageFile, type SiteFrame } from './siteNames.js';

/**
 * The main part of the first page.
 *
 * @param site title and notebooks
 * @param names of all headings, for links
 * @returns HTML
 */
export async function startPage({ title, parts }: SiteFrame, names: PageNames): Promise<string> {
  const items = parts.map((part) => {
    const sections = part.headings
      .filter(({ level }) => level === 2)
      .map(({ id, text }) => `<li>${linkHtml(`${pageFile(part.id)}#${id}`, text)}</li>`);
    return `<li>${linkHtml(pageFile(part.id), part.title)}<ul>${sections.join('')}</ul></li>`;
  });
  const contents = `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
  return `<h1>${escapeHtml(title)}</h1>\n${contents}\n${await verdictSection(parts, names)}`;
}
