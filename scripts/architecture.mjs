/**
 * Draws which folder of src knows which, into docs/architecture.md.
 *
 *   node scripts/architecture.mjs [--check]   --check: fails when the page is not what the imports say
 *
 * An arrow that others imply is left out (a knows b, b knows c: that a knows c is not drawn), so that the drawing reads as
 * floors. The whole table is below it.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { ROOT, runMain } from './steps.mjs';

const PAGE = join(ROOT, 'docs', 'architecture.md');
const [BEGIN, END] = ['<!-- drawing -->', '<!-- /drawing -->'];

/** The folders that each folder's modules import from, each sorted. */
async function knownFolders() {
  process.chdir(ROOT);
  const { output } = await cruise(['src'], {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.d.ts'] },
  });
  const folderOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];
  const known = new Map();
  for (const { source, dependencies } of output.modules) {
    const from = folderOf(source);
    if (!from) continue;
    const to = dependencies.map(({ resolved }) => folderOf(resolved)).filter((name) => name && name !== from);
    known.set(from, new Set([...(known.get(from) ?? []), ...to]));
  }
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, to]) => [name, [...to].sort()]));
}

/** Everything that a folder reaches. */
const reachedFrom = (name, known, seen = new Set()) => {
  for (const next of known.get(name) ?? []) if (!seen.has(next)) reachedFrom(next, known, seen.add(next));
  return seen;
};

/** The drawing and the table, in Markdown. */
function drawing(known) {
  const arrows = [...known].flatMap(([from, to]) =>
    to
      .filter((target) => !to.some((other) => other !== target && reachedFrom(other, known).has(target)))
      .map((target) => `  ${from} --> ${target}`),
  );
  const rows = [...known].map(([name, to]) => `| ${name} | ${to.join(', ') || 'nothing'} |`);
  return [
    '```mermaid',
    'flowchart TD',
    ...arrows,
    '```',
    '',
    '| folder | imports from |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}

await runMain(async () => {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  const drawn = `${page.slice(0, begin + BEGIN.length)}\n${drawing(await knownFolders())}\n${page.slice(end)}`;
  if (!process.argv.includes('--check')) writeFileSync(PAGE, drawn);
  else if (drawn !== page)
    throw new Error('docs/architecture.md is not what the imports say. Run: npm run architecture');
});
