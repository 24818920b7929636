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
} from '../../src/notebook/index.js';
import { README } from '../readme/snippets.js';
import { temporaryFolder } from './notebooks.js';

const folder = temporaryFolder();
const MINUTES = 60_000;

/** What a reader writes in the place of `undefined`, by cell. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '00-start-here': {
    'exercise-1': '0.05 * 20 * 4',
    'exercise-2':
      '(see) => { const k = -see.headInHoleY / 0.004; return [-Math.sin(see.boxYaw) * k, Math.cos(see.boxYaw) * k, -see.headInHoleZ / 0.004, 0, 0, 0]; }',
    'exercise-3': '385',
  },
  '02-cold-start': {
    'exercise-1': '-1 / 0.03',
    'exercise-2': "{ warmup: 'randomResidual' }",
    'exercise-3':
      '({ curve }) => curve.success[curve.chunks.findIndex((chunks) => chunks >= schedule.totalChunks / 2)]',
  },
  '03-explicit-warmup': {
    'exercise-1': '1 / start.logPi',
    'exercise-2': 'Math.log(2) / eta',
    'exercise-3':
      '({ rewardT, discountT, qT, logPiT, alpha }) => tf.add(rewardT, tf.mul(discountT, tf.minimum(0, tf.maximum(lowest, tf.sub(qT, tf.mul(alpha, logPiT))))))',
  },
  '04-warmup-behaviour': {
    'exercise-1': '0.02 / 0.05',
    'exercise-2': '0.8 ** 30',
    'exercise-3':
      '(chunks, chunkDim, stream) => stream.fillNormal(new Float32Array(chunkDim)).map((x) => Math.max(-1, Math.min(1, (1 - chunks / M) * x)))',
  },
  '08-dawn': {
    'exercise-1': '(run) => auc(curveOf(run))',
    'exercise-2':
      "{ ...createAgent('dawn', knobs), settings: { ...createAgent('dawn', knobs).settings, critic: createAgent('vanilla', knobs).settings.critic } }",
    'exercise-3': '{ warmupChunks: knobs.warmupChunks / 2 }',
  },
};

/** The notebook with each exercise twice: as it is committed, then answered. */
function withAnswers(name: string): string {
  const notebook = readNotebook(fileURLToPath(new URL(`../../notebooks/${name}.ipynb`, import.meta.url)));
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

it.each(Object.keys(ANSWERS))(
  '%s runs at the smoke scale, and its exercises can be solved',
  async (name) => {
    const output = join(folder, `${name}-out.ipynb`);
    const run = await runNotebook({ input: withAnswers(name), output, scale: 'smoke', timeoutSeconds: 300 });
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
    const rows = verdictTable(recorded, 'notebooks/').split('\n').slice(2);
    const inReadme = README.split('\n').filter((line) => line.startsWith(`| [${name}](`));
    expect(inReadme, 'run: dawnlab verdicts --write README.md').toEqual(rows);
    // The other notebook may judge recorded runs, whatever the scale.
    if (name === '00-start-here') expect(verdicts).toMatchObject([{ verdict: 'inconclusive here' }]);
  },
  8 * MINUTES,
);
