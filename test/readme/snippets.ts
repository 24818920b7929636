/** The README's programs. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The README's text. */
export const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** A TypeScript block with the question above it. */
export interface Snippet {
  readonly question: string;
  readonly source: string;
}

/** Every TypeScript block, in order. */
export const snippets: readonly Snippet[] = [
  ...README.matchAll(/\*\*([^*\n]+\?)\*\*[^`]*(?:`[^`\n]*`[^`]*)*```ts\n(.*?)```/gs),
].map(([, question, source]) => ({ question, source }));
