import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cellSignal, livePlot, notebookScale, progressBar, showHtml, showTable } from '../../src/notebook/index.js';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  delete process.env.DAWNLAB_SCALE;
});

it('outside a kernel everything becomes text', () => {
  showHtml('<p>Success <b>0.9</b></p><script>play()</script>');
  showTable([{ a: 1 }]);
  const plot = livePlot({ data: [{}, {}], layout: {} });
  plot.update({ data: [{}], layout: { title: { text: 'Curve' } } });
  plot.finish();
  const bar = progressBar('train', 2);
  bar.update(2);
  bar.finish();
  expect(lines.slice(0, 3)).toEqual(['Success 0.9', 'a\n1', '[figure: Curve, 1 trace]']);
  expect(lines.at(-1)).toMatch(/^train: 100 % · 2 of 2 steps/);
  expect(cellSignal().aborted).toBe(false);
});

it('the scale comes from the environment and is checked', () => {
  expect(notebookScale()).toBe('quick');
  process.env.DAWNLAB_SCALE = 'smoke';
  expect(notebookScale()).toBe('smoke');
  process.env.DAWNLAB_SCALE = 'huge';
  expect(() => notebookScale()).toThrow(/'huge'.*smoke, quick, full/);
});
