/** Programs of the pages. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The README's text. */
export const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const page = (name: string) => readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8');

/** The page of results, the page of commands, the table of notebooks. */
export const [RESULTS_PAGE, COMMANDS_PAGE, NOTEBOOKS_PAGE] = ['results', 'command-line', 'notebooks'].map(page);

/** Pages with programs: the README, the library by question, and how to bring parts of one's own. */
export const PAGES: readonly string[] = [README, page('library'), page('own-parts')];

/** A TypeScript block with the question above it. */
export interface Snippet {
  readonly question: string;
  readonly source: string;
}

/** Every TypeScript block, in order. */
export const snippets: readonly Snippet[] = PAGES.flatMap((page) =>
  [...page.matchAll(/\*\*([^*\n]+\?)\*\*[^`]*(?:`[^`\n]*`[^`]*)*```ts\n(.*?)```/gs)].map(([, question, source]) => ({
    question,
    source,
  })),
);
