/** The page of findings is generated, and agrees with itself, with the README's count and with the withdrawals. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type FoundVerdict, readNotebook, readWithdrawn, verdictLines } from '../../src/notebook/index.js';
import { README, ROOT } from './snippets.js';

const page = readFileSync(join(ROOT, 'docs', 'findings.md'), 'utf8');
const section = (text: string, name: string) =>
  new RegExp(`<!-- ${name} -->\\n(.*?)\\n<!-- end -->`, 's').exec(text)?.[1] ?? '';
const rows = (name: string) =>
  section(page, name)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
const cells = (row: string) => row.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '').trim());

it('the README counts the verdicts of the page', () => {
  const words = ['supported', 'not supported', 'inconclusive here', 'undecidable here'];
  const verdicts = rows('verdicts').map((row) => cells(row)[3].replaceAll('*', ''));
  const counts = words
    .map((word) => [verdicts.filter((verdict) => verdict === word).length, word] as const)
    .flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  expect(section(README, 'verdict count')).toBe(`${verdicts.length} verdicts on recorded runs: ${counts.join(', ')}.`);
});

it('the README has a line a finding, which counts the verdicts of the page', () => {
  const verdicts = rows('verdicts').map((row) => cells(row));
  const nameOf = (link: string) => /notebooks\/([\w-]+)\.ipynb/.exec(link)![1];
  const lines = section(README, 'verdict lines').split('\n').slice(2).map(cells);
  expect(lines.map(([link]) => nameOf(link))).toEqual([...new Set(verdicts.map(([link]) => nameOf(link)))]);
  for (const [link, holds, doesNot, open, claims] of lines) {
    const words = verdicts.filter((row) => nameOf(row[0]) === nameOf(link)).map((row) => row[3].replaceAll('*', ''));
    const count = (...some: string[]) => words.filter((word) => some.includes(word)).length;
    const counts = [count('supported'), count('not supported'), count('inconclusive here', 'undecidable here')];
    expect([holds, doesNot, open, claims].map(Number), link).toEqual([...counts, words.length]);
  }
});

it('that line is what `dawnlab verdicts --write README.md` writes', () => {
  const found = rows('verdicts').map((row) => {
    const [link, , , verdict] = cells(row);
    const finding = /\[([^\]]+)\]/.exec(link)![1];
    return { finding, verdict: verdict.replaceAll('*', ''), source: 'recorded' } as FoundVerdict;
  });
  const titleOf = (finding: string) =>
    /^# +(.+)$/m.exec(
      readNotebook(join(ROOT, 'notebooks', `${finding}.ipynb`))
        .cells.flatMap(({ source }) => source)
        .join(''),
    )![1];
  const titles = Object.fromEntries(found.map(({ finding }) => [finding, titleOf(finding)]));
  expect(section(README, 'verdict lines')).toBe(verdictLines(found, titles, 'notebooks/'));
});

it('every verdict says the range that its estimate could have had, and lies in it', () => {
  const number = (text: string) => Number(text.replaceAll(',', '').replace('−', '-').replace('∞', 'Infinity'));
  for (const row of rows('verdicts')) {
    const [, , claim, , estimate, possible] = cells(row);
    const [low, high] = possible.slice(1, -1).split(', ').map(number);
    const value = number(estimate.split(' ')[0]);
    // Three digits are shown.
    const rounding = 0.01 * Math.max(0.01, Math.abs(value));
    expect([low <= value + rounding, value - rounding <= high], claim).toEqual([true, true]);
  }
});

it('every withdrawn verdict stands on the page with what is said now', () => {
  const withdrawn = readWithdrawn(join(ROOT, 'data', 'withdrawn.json'));
  const shown = rows('withdrawn verdicts');
  expect(shown).toHaveLength(withdrawn.length);
  for (const [i, { finding, task, now }] of withdrawn.entries()) {
    expect(cells(shown[i]).slice(0, 2)).toEqual([finding, task]);
    expect(cells(shown[i])[5].split('<br>')).toHaveLength(Math.max(1, now.length));
  }
});
