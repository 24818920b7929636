/** The first page of a site: what is on it, and the verdicts. */

import { escapeHtml } from '../cell/escapeHtml.js';
import type { PageNames } from '../publish/pageNames.js';
import { verdictSection } from '../publish/verdictSection.js';
import { bibtex } from '../study/citation.js';
import type { Study } from '../study/study.js';
import { linkHtml, pageFile, type SiteFrame } from './siteNames.js';

/**
 * The main part of the first page.
 *
 * @param site title and notebooks
 * @param names of all headings, for links
 * @param study how it is cited
 * @returns HTML
 */
export async function startPage({ title, parts }: SiteFrame, names: PageNames, study: Study): Promise<string> {
  const items = parts.map((part) => {
    const sections = part.headings
      .filter(({ level }) => level === 2)
      .map(({ id, text }) => `<li>${linkHtml(`${pageFile(part.id)}#${id}`, text)}</li>`);
    return `<li>${linkHtml(pageFile(part.id), part.title)}<ul>${sections.join('')}</ul></li>`;
  });
  const contents = `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
  const verdicts = await verdictSection(parts, names);
  return `<h1>${escapeHtml(title)}</h1>\n${byline(study)}\n${contents}\n${verdicts}\n${citeSection(study)}`;
}

function byline({ authors, date, license, doi }: Study): string {
  const names = authors.map(({ given = '', family, orcid }) => {
    const name = `${given} ${family}`.trim();
    return orcid ? linkHtml(orcid, name) : escapeHtml(name);
  });
  const more = [escapeHtml(date), escapeHtml(license), ...(doi ? [linkHtml(`https://doi.org/${doi}`, doi)] : [])];
  return `<p>${names.join(', ')} · ${more.join(' · ')}</p>`;
}

function citeSection(study: Study): string {
  const files = [
    [linkHtml('CITATION.cff', 'CITATION.cff'), linkHtml('citation.bib', 'BibTeX')].join(' and '),
    `${linkHtml('ro-crate-metadata.json', 'RO-Crate')}: versions, machines and commands behind each file`,
    `${linkHtml('rerun.mjs', 'rerun.mjs')}: <code>node rerun.mjs</code> in this folder computes it again and compares`,
  ];
  const entry = `<pre class="source" tabindex="0"><code>${escapeHtml(bibtex(study))}</code></pre>`;
  return `<section><h2 id="cite">Cite, check, run again</h2><ul>${files.map((file) => `<li>${file}</li>`).join('')}</ul>${entry}</section>`;
}
