/** Whole notebooks at the smoke scale, each exercise as it is committed and then answered. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  type CellOutput,
  notebookVerdicts,
  readNotebook,
  runNotebook,
  verdictTable,
  writeNotebook,
} from '../../../src/notebook/index.js';
import { ROOT } from '../../readme/snippets.js';
import { temporaryFolder } from '../notebooks.js';
import { ANSWERS } from './answers.js';

const MINUTES = 60_000;
const FINDINGS = readFileSync(join(ROOT, 'docs', 'findings.md'), 'utf8');

/** How many test files the notebooks are dealt to, so that no worker holds them all. */
const FILES = 4;

/** The notebook with each exercise twice: as it is committed, then answered. */
function withAnswers(name: string, folder: string): string {
  const notebook = readNotebook(fileURLToPath(new URL(`../../../notebooks/${name}.ipynb`, import.meta.url)));
  const cells = notebook.cells.flatMap((cell) => {
    const answer = ANSWERS[name]![cell.id ?? ''];
    if (!answer) return [cell];
    const source = [cell.source].flat().join('').replace('= undefined', `= ${answer}`);
    return [cell, { ...cell, id: `${cell.id}-answered`, source }];
  });
  const path = join(folder, `${name}.ipynb`);
  writeNotebook(path, { ...notebook, cells });
  return path;
}

const dataOf = (output: CellOutput) => ('data' in output ? output.data : {});

/** A notebook runs at the smoke scale, its exercises are recognized, and the page of verdicts says what it shows. */
async function runAndSolve(name: string, folder: string): Promise<void> {
  const output = join(folder, `${name}-out.ipynb`);
  const options = { cwd: join(ROOT, 'notebooks'), scale: 'smoke', timeoutSeconds: 300 } as const;
  const run = await runNotebook({ input: withAnswers(name, folder), output, ...options });
  expect(run.failure).toBeUndefined();
  const { cells } = JSON.parse(readFileSync(output, 'utf8')) as { cells: { id: string; outputs?: CellOutput[] }[] };
  const outputs = cells.flatMap(({ id, outputs = [] }) => outputs.map((output) => ({ id, output })));
  expect(outputs.filter(({ output }) => output.output_type === 'error')).toEqual([]);
  expect(outputs.filter(({ output }) => output.output_type === 'stream')).toEqual([]);
  const boxes = outputs.flatMap(({ id, output }) => {
    const text = String(dataOf(output)['text/plain']);
    return /^[✓○] /.test(text) ? [[id, text.startsWith('✓')]] : [];
  });
  const exercises = Object.keys(ANSWERS[name]!);
  expect(boxes).toEqual(
    exercises.flatMap((id) => [
      [id, false],
      [`${id}-answered`, true],
    ]),
  );
  const verdicts = outputs.flatMap(({ output }) => dataOf(output)['application/vnd.dawnlab.verdict+json'] ?? []);
  expect(verdicts.length).toBeGreaterThan(0);
  for (const verdict of verdicts) expect(verdict).toHaveProperty('evidence.method');
  const recorded = notebookVerdicts(readNotebook(output), `${name}.ipynb`).filter(
    ({ source }) => source === 'recorded',
  );
  const rows = verdictTable(recorded, '../notebooks/').split('\n').slice(2);
  const onPage = FINDINGS.split('\n').filter((line) => line.startsWith(`| [${name}](`));
  expect(onPage, 'run: dawnlab verdicts --write docs/findings.md --write README.md').toEqual(rows);
  // The other notebook may judge recorded runs, whatever the scale.
  if (name === '00-start-here') expect(verdicts).toMatchObject([{ verdict: 'inconclusive here' }]);
}

/** Tests the notebooks of a test file: every fourth, from its own on. */
export function testNotebooks(file: number): void {
  const folder = temporaryFolder();
  const names = Object.keys(ANSWERS).filter((_, i) => i % FILES === file);
  const title = '%s runs at the smoke scale, and its exercises can be solved';
  it.each(names)(title, (name) => runAndSolve(name, folder), 8 * MINUTES);
}
