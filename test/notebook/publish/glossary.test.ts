import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readGlossary } from '../../../src/notebook/publish/glossary.js';
import { markdownHtml } from '../../../src/notebook/publish/markdownHtml.js';
import { temporaryFolder } from '../notebooks.js';

it('words of the glossary are explained in paragraphs, once, where they first stand', () => {
  const file = join(temporaryFolder(), 'glossary.md');
  const rows = [
    '| word | meaning |',
    '| --- | --- |',
    '| **chunk** | several `actions` |',
    '| **M**, anchor (long) | E\\|Q\\| |',
  ];
  writeFileSync(file, rows.join('\n'));
  const glossary = readGlossary(file);
  expect([...glossary]).toEqual([
    ['chunk', 'several actions'],
    ['anchor', 'E|Q|'],
  ]);
  const place = {
    name: 'n',
    folders: [],
    headingId: () => 'h',
    link: (href: string) => href,
    glossary: new Map(glossary),
  };
  const html = markdownHtml('# A chunk\n\nA [chunk](x) or `chunk`. A Chunk, a chunk, chunked; the anchor.', place);
  expect(html.match(/class="term"/g)).toHaveLength(2);
  expect(html).toContain(
    'A <span class="term" tabindex="0">Chunk<span role="note">several actions</span></span>, a chunk, chunked',
  );
  expect(place.glossary.size).toBe(0);
  expect(glossary.size).toBe(2);
});
