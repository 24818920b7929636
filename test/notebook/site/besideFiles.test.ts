import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lacksOfSite, provenance, publishSite, readNotebook, writeNotebook } from '../../../src/notebook/index.js';
import { temporaryFolder, writeCells } from '../notebooks.js';

const folder = temporaryFolder();
const study = { authors: [{ family: 'N' }] };
const publish = (inputs: readonly string[], site: string) =>
  publishSite({ inputs, folder: join(folder, site), bringsLibrary: false, study });

/** A folder with a notebook and files; their contents say who they are. */
function home(name: string, cells: readonly (string | object)[], files: readonly string[]): string {
  mkdirSync(join(folder, name, 'lib'), { recursive: true });
  for (const file of files) writeFileSync(join(folder, name, file), `// ${name}/${file}\n`);
  return writeCells(join(folder, name, `${name}.ipynb`), cells);
}

const cells = [
  { cell_type: 'markdown', source: '# Study\n\nSee [the helper](helper.ts), [the plan](plan.json), [away](gone.md).' },
  "import { score } from './helper';\nconst agent = './mine.ts#agent'; const word = 'lib';",
  "readFileSync('numbers.csv'); readFileSync('../above.csv');",
];

it('a site brings what its notebooks name and link to, as it lies beside them, and what that names in turn', async () => {
  const files = ['mine.ts', 'plan.json', 'numbers.csv', 'unnamed.ts', 'lib/deep.ts', 'lib/index.ts'];
  const notebook = home('one', cells, files);
  writeFileSync(join(folder, 'above.csv'), '1\n');
  writeFileSync(join(folder, 'one', 'helper.ts'), "export { deep } from './lib/deep.js';\n");
  // As the runner leaves it: elsewhere, and saying where it comes from.
  const executed = readNotebook(notebook);
  mkdirSync(join(folder, 'out'));
  writeNotebook(join(folder, 'out', 'one.ipynb'), {
    ...executed,
    metadata: { dawnlab: { ...provenance(), source: '../one/one.ipynb' } },
  });
  const written = await publish([join(folder, 'out', 'one.ipynb')], 'site');
  const beside = ['helper.ts', 'lib/deep.ts', 'mine.ts', 'numbers.csv', 'plan.json'].map((file) => `notebooks/${file}`);
  expect(written.filter((path) => path.startsWith('notebooks/')).sort()).toEqual(
    [...beside, 'notebooks/one.ipynb'].sort(),
  );
  expect(readFileSync(join(folder, 'site', 'notebooks', 'lib', 'deep.ts'), 'utf8')).toBe('// one/lib/deep.ts\n');
  const page = readFileSync(join(folder, 'site', 'one.html'), 'utf8');
  expect(page).toContain('<a href="notebooks/helper.ts">the helper</a>');
  expect(page).toContain('<a href="notebooks/mine.ts" download>mine.ts</a>');
  expect(page).not.toContain('href="gone.md"');
  const crate = JSON.parse(readFileSync(join(folder, 'site', 'ro-crate-metadata.json'), 'utf8'));
  const run = crate['@graph'].find((one: { '@id': string }) => one['@id'] === '#run-one');
  expect(run.object.map((one: { '@id': string }) => one['@id']).sort()).toEqual(beside);
});

it('two notebooks may share a file, and may not bring two of one name', async () => {
  const cell = ["import './mine';"];
  const [a, b] = ['a', 'b'].map((name) => home(name, cell, ['mine.ts']));
  await expect(publish([a, b], 'both')).rejects.toThrow(
    /a\.ipynb and .*b\.ipynb have a different mine\.ts each.*Rename one/,
  );
  writeFileSync(join(folder, 'b', 'mine.ts'), '// a/mine.ts\n');
  expect((await publish([a, b], 'both')).filter((path) => path.endsWith('mine.ts'))).toEqual(['notebooks/mine.ts']);
});

it('what a notebook imports and the site lacks is said', () => {
  const cells = [
    "import { score } from './helper';\nconst agent = './mine.ts#agent';",
    "const { a } = await import('../above');\nreadFileSync('./absent.csv'); const from = 'dawn';",
  ];
  const moved = home('moved', cells, ['mine.ts']);
  expect(lacksOfSite([moved])).toEqual([
    expect.stringMatching(/moved\.ipynb imports \.\/helper, \.\.\/above, and the site lacks it: .*moved or below/),
  ]);
  writeFileSync(join(folder, 'moved', 'helper.ts'), '');
  expect(lacksOfSite([moved])[0]).toMatch(/ imports \.\.\/above, /);
  expect(lacksOfSite([home('whole', ["import './mine';"], ['mine.ts'])])).toEqual([]);
});
