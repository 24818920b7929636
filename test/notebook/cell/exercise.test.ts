import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { checkExercise, notebookExercises, readNotebook, solvedExercises } from '../../../src/notebook/index.js';
import { useFakeKernel } from '../fakeKernel.js';
import { temporaryFolder } from '../notebooks.js';

const kernel = useFakeKernel();
const folder = temporaryFolder();
beforeAll(() => {
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => kernel.shown.splice(0));
const shown = () => kernel.shown.at(-1)!.data as Record<string, string>;

it('an answer that is wrong opens hints one after the other, and the solution behind the last', async () => {
  const help = { hints: ['First <b>', 'Then'], solution: 'x < 3' };
  expect(await checkExercise('mine', 1, () => 'Too small.', help)).toBe(false);
  const order = ['Too small.', 'Hint 1', 'First &lt;b&gt;', 'Hint 2', 'Then', 'Solution', 'x &lt; 3'];
  const places = order.map((text) => shown()['text/html'].indexOf(text));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(shown()['text/html'].match(/<details/g)).toHaveLength(3);
  expect(shown()['text/plain']).not.toContain('x < 3');
});

it('what is solved is noted once, and shows no hint', async () => {
  await checkExercise('mine', 3, () => true, { hints: ['First'] });
  expect(shown()['text/html']).not.toContain('Hint');
  const noted = solvedExercises();
  await checkExercise('mine', 3, () => true);
  expect(solvedExercises()).toEqual(noted);
  expect(Object.keys(noted)).toEqual(['mine']);
});

it('every exercise of every notebook has hints and a solution, by the name that its cell has', () => {
  const all = notebookExercises();
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const place = new URL('../../../notebooks/', import.meta.url).pathname;
  const asked = readdirSync(place)
    .filter((file) => file.endsWith('.ipynb'))
    .flatMap((file) =>
      readNotebook(place + file).cells.flatMap(({ id, source }) => {
        const name = /checkExercise\(\s*'((?:[^'\\]|\\.)*)'/.exec([source].flat().join(''))?.[1];
        return name ? [[file.replace('.ipynb', ''), id, name]] : [];
      }),
    );
  expect(all.map(({ notebook, cell, name }) => [notebook, cell, name])).toEqual(asked);
  for (const { name, hints = [] } of all) expect(hints.length, name).toBeGreaterThan(1);
});
