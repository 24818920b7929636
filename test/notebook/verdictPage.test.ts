import { expect, it } from 'vitest';
import { liveVerdicts, type Notebook, notebookVerdicts, recordedVerdicts } from '../../src/notebook/index.js';

const evidence = { estimate: 0.25, low: 0.1, high: 0.4, level: 0.95, method: 'student' };
const shown = (over: object) => ({
  output_type: 'display_data' as const,
  metadata: {},
  data: {
    'application/vnd.dawnlab.verdict+json': {
      ...{ claim: 'M helps.', verdict: 'supported', reason: '', evidence, unit: 'gain', estimate: '0.25 [0.1, 0.4]' },
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
        ...{ finding: '09-x', source: 'recorded', verdict: 'inconclusive here', claim: '|q| < 1 & *a*_b $5\n' },
        ...{ evidence: { ...evidence, level: 1 - 0.05 / 3 } },
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
  expect(recordedVerdicts(verdicts, 'notebooks/').split('\n')).toEqual([
    '2 verdicts on recorded runs: 1 supported, 1 inconclusive here.',
    '',
    '<details>',
    '<summary>Every claim with its estimate</summary>',
    '',
    '| finding | task | claim | verdict | estimate [95 %] | seeds | what differs from the paper |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| [02-cold-start](notebooks/02-cold-start.ipynb) | gantry-peg | M helps. | **supported** | 0.25 [0.1, 0.4]: gain | 8 | a task of our own |',
    '| [09-x](notebooks/09-x.ipynb) |  | \\|q\\| \\< 1 & \\*a\\*\\_b \\$5  | **inconclusive here** | 0.25 [0.1, 0.4] at 98.33 %: gain |  |  |',
    '',
    '</details>',
  ]);
});

it('what differs is said once for a finding, as long as it stays the same', () => {
  const [first, , other] = verdicts;
  const table = recordedVerdicts([first, first, { ...first, differs: 'more' }, { ...other, differs: 'more' }]);
  const cells = table.split('\n').slice(7, -2);
  expect(cells.map((line) => line.split(' | ').at(-1))).toEqual([
    'a task of our own |',
    'as above |',
    'more |',
    'more |',
  ]);
});

it('others stand apart, and a page without any says so', () => {
  expect(liveVerdicts(verdicts)).toContain('| [02-cold-start](02-cold-start.ipynb) |  | Live. |');
  expect(liveVerdicts(verdicts.slice(0, 1))).toBe('');
  expect(recordedVerdicts([])).toBe('No notebook judges recorded runs yet.');
});
