/** Programs of the pages. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The README's text. */
export const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** Pages with programs: the README, and how to bring parts of one's own. */
export const PAGES: readonly string[] = [README, readFileSync(join(ROOT, 'docs', 'own-parts.md'), 'utf8')];

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
