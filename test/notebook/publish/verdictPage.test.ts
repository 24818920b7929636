import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  foldedVerdicts,
  liveVerdicts,
  type Notebook,
  notebookVerdicts,
  readWithdrawn,
  recordedVerdicts,
  verdictCount,
  withdrawnTable,
} from '../../../src/notebook/index.js';

const evidence = { estimate: 0.25, low: 0.1, high: 0.4, level: 0.95, method: 'student' };
const shown = (over: object) => ({
  output_type: 'display_data' as const,
  metadata: {},
  data: {
    'application/vnd.dawnlab.verdict+json': {
      claim: 'M helps.',
      verdict: 'supported',
      reason: '',
      evidence,
      unit: 'gain',
      estimate: '0.25 [0.1, 0.4]',
      range: '[-0.5, 0.6]',
      ...over,
    },
  },
});
const cell = (...outputs: object[]) => ({ cell_type: 'code' as const, source: '', metadata: {}, outputs });
const notebook = {
  cells: [
    cell(shown({ source: 'recorded', task: 'gantry-peg', seeds: 8, differs: 'a task of our own' })),
    cell({ output_type: 'stream', name: 'stdout', text: 'nothing' }, shown({ claim: 'Live.' })),
    cell(
      shown({
        finding: '09-x',
        source: 'recorded',
        verdict: 'undecidable here',
        confound: 'α₀',
        marks: ['a|b', 'c'],
        claim: '|q| < 1 & *a*_b $5\n',
        evidence: { ...evidence, level: 1 - 0.05 / 3 },
      }),
    ),
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
} as Notebook;
const verdicts = notebookVerdicts(notebook, 'out/02-cold-start.ipynb');

it('verdicts are found with their finding, which is the name of the file unless they say it', () => {
  expect(verdicts.map(({ finding, claim }) => [finding, claim.slice(0, 5)])).toEqual([
    ['02-cold-start', 'M hel'],
    ['02-cold-start', 'Live.'],
    ['09-x', '|q| <'],
  ]);
});

it('the page holds those on recorded runs, with what Markdown would misread escaped', () => {
  const page = [
    '2 verdicts on recorded runs: 1 supported, 1 undecidable here.',
    '',
    '| finding | task | claim | verdict | estimate [95 %] | possible | seeds | what differs from the paper | bear in mind |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    '| [02-cold-start](notebooks/02-cold-start.ipynb) | gantry-peg | M helps. | **supported** | 0.25 [0.1, 0.4]: gain | [-0.5, 0.6] | 8 | a task of our own |  |',
    '| [09-x](notebooks/09-x.ipynb) |  | \\|q\\| \\< 1 & \\*a\\*\\_b \\$5  | **undecidable here** | 0.25 [0.1, 0.4] at 98.33 %: gain | [-0.5, 0.6] |  |  | α₀; a\\|b; c |',
  ];
  expect(recordedVerdicts(verdicts, 'notebooks/').split('\n')).toEqual(page);
  expect(verdictCount(verdicts)).toBe(page[0]);
  const summary = '<summary>Every claim with its estimate</summary>';
  const folded = [page[0], '', '<details>', summary, '', ...page.slice(2), '', '</details>'];
  expect(foldedVerdicts(verdicts, 'notebooks/').split('\n')).toEqual(folded);
});

it('what differs is said once for a finding, as long as it stays the same', () => {
  const [first, , other] = verdicts;
  const table = recordedVerdicts([first, first, { ...first, differs: 'more' }, { ...other, differs: 'more' }]);
  const cells = table.split('\n').slice(4);
  expect(cells.map((line) => line.split(' | ').at(-2))).toEqual(['a task of our own', 'as above', 'more', 'more']);
});

describe('withdrawn verdicts', () => {
  const entry = {
    finding: '02-cold-start',
    task: 'gantry-peg',
    claim: 'M helped.',
    said: '-0.17 *supported*',
    reason: 'Unequal updates.',
    now: ['M helps.'],
  };

  it('stand beside what is said now, which is looked up', () => {
    const rows = withdrawnTable([entry, { ...entry, now: [] }], verdicts)
      .split('\n')
      .slice(2);
    const start = '| 02-cold-start | gantry-peg | M helped. | -0.17 \\*supported\\* | Unequal updates. |';
    expect(rows).toEqual([`${start} **supported**: M helps. 0.25 [0.1, 0.4]: gain |`, `${start} nothing |`]);
  });

  it('must not point to a claim that nobody judges', () => {
    expect(() => withdrawnTable([{ ...entry, now: ['M hurts.'] }], verdicts)).toThrow(
      /names 'M hurts.' in its place, which no notebook judges. Judged are: M helps./,
    );
  });

  it('are read from a list, which is checked', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'withdrawn-')), 'list.json');
    writeFileSync(file, JSON.stringify([entry]));
    expect(readWithdrawn(file)).toEqual([entry]);
    writeFileSync(file, JSON.stringify([{ ...entry, now: 'M helps.' }]));
    expect(() => readWithdrawn(file)).toThrow(/list\.json is no list of withdrawn verdicts: .*now/s);
  });
});

it('others stand apart, and a page without any says so', () => {
  expect(liveVerdicts(verdicts)).toContain('| [02-cold-start](02-cold-start.ipynb) |  | Live. |');
  expect(liveVerdicts(verdicts.slice(0, 1))).toBe('');
  expect(recordedVerdicts([])).toBe('No notebook judges recorded runs yet.');
});
