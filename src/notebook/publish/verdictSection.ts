import { basename } from 'node:path';
import type { NotebookHtml } from './notebookHtml.js';
import { linkTarget, type PageNames } from './pageNames.js';
import { foldedVerdicts, liveVerdicts } from './verdictPage.js';

/** Id of the section on its page. */
export const VERDICTS_ID = 'verdicts';

/**
 * The verdicts of notebooks: those on recorded runs, then those of this run; links lead to the notebooks.
 *
 * @param parts rendered notebooks
 * @param names names of all
 * @returns HTML; empty where there is no verdict
 */
export async function verdictSection(parts: readonly NotebookHtml[], names: PageNames): Promise<string> {
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
    link: (href) => linkTarget(href, names),
  });
  return `<section class="markdown" id="${VERDICTS_ID}">${html}</section>`;
}
