import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type CellProgress, runNotebook } from '../../../src/notebook/index.js';
import { temporaryFolder, writeCells } from '../notebooks.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/smoke.ipynb', import.meta.url));
const folder = temporaryFolder();

type Output = { output_type: string; text?: string[]; ename?: string; evalue?: string; data?: Record<string, unknown> };
const cellsOf = (path: string) =>
  JSON.parse(readFileSync(path, 'utf8')).cells as { execution_count?: number | null; outputs: Output[] }[];

it('runs cells that import dawnlab and keeps the last state of live displays', async () => {
  const output = join(folder, 'smoke.ipynb');
  const lines: CellProgress[] = [];
  const bars: string[] = [];
  const onProgress = (line: CellProgress) => (line.bar ? bars.push(line.bar) : lines.push(line));
  const run = await runNotebook({ input: FIXTURE, output, scale: 'smoke', onProgress });
  expect(run.failure).toBeUndefined();
  expect(run.ok).toBe(true);
  expect(lines.map(({ cell, cells, result }) => [cell, cells, result?.status])).toEqual(
    [1, 2, 3].flatMap((cell) => [
      [cell, 3, undefined],
      [cell, 3, 'ok'],
    ]),
  );
  expect(bars.at(-1)).toMatch(/^training: 100 % · 30 of 30 updates/);
  const [, imports, live, table] = cellsOf(output);
  expect(imports!.outputs[0]!.text).toEqual(['scale smoke\n']);
  expect([imports, live, table].map((cell) => cell!.execution_count)).toEqual([1, 2, 3]);
  // One figure and one bar, however often they were updated.
  expect(live!.outputs).toHaveLength(2);
  const figure = live!.outputs[0]!.data!['application/vnd.plotly.v1+json'] as { data: { y: number[] }[] };
  expect(figure.data[0]!.y).toHaveLength(30);
  expect(live!.outputs[1]!.data!['text/plain']).toMatch(/^training: 100 % · 30 of 30 updates/);
  const { metadata, nbformat_minor } = JSON.parse(readFileSync(output, 'utf8'));
  expect(nbformat_minor).toBe(5);
  expect(metadata.dawnlab).toMatchObject({ scale: 'smoke', versions: { tslab: '1.0.22' } });
});

it('reports errors, timeouts and a dead kernel, and writes what there is', async () => {
  const input = writeCells(join(folder, 'bad.ipynb'), [
    "function fail() { throw new RangeError('boom'); }\nconst x = 7;",
    "console.log('before');\nfail();",
    "const wrong: number = 'text';",
    'while (true) {}',
    'await new Promise(() => {});',
    'const signal = (globalThis as any)[Symbol.for("dawnlab.kernel")].signal();\nlet n = 0;\nwhile (!signal.aborted) { n++; await new Promise((done) => setTimeout(done, 10)); }',
    'for (let i = 0; i < 2000; i++) console.log(i);\nconsole.error(n > 3, x);',
    'process.exit(3);',
    "console.log('never');",
  ]);
  const output = join(folder, 'bad-out.ipynb');
  const run = await runNotebook({ input, output, timeoutSeconds: 2, allowErrors: true });
  expect(run.cells.map(({ status }) => status)).toEqual([
    'ok',
    'error',
    'error',
    'timeout',
    'timeout',
    'timeout',
    'ok',
    'kernel died',
  ]);
  expect(run.failure).toMatchObject({ cell: 2, title: "console.log('before');", message: 'RangeError: boom' });
  const cells = cellsOf(output);
  expect(cells[1]!.outputs.map(({ output_type }) => output_type)).toEqual(['stream', 'error']);
  expect(cells[1]!.outputs[1]).toMatchObject({ ename: 'RangeError', evalue: 'boom' });
  expect(cells[2]!.outputs[0]!.evalue).toContain("Type 'string' is not assignable to type 'number'");
  expect(cells[3]!.outputs[0]).toMatchObject({ ename: 'Interrupted' });
  // The interrupted cell that listened to its signal came to its end: its variable exists in the next cell.
  expect(cells[6]!.outputs[0]!.text).toHaveLength(2000);
  expect(cells[6]!.outputs[1]!.text).toEqual(['true 7\n']);
  expect(cells[7]!.outputs[0]!.evalue).toContain('exit code 3');
  expect(cells[8]!.outputs).toEqual([]);
});

it('ends when it is interrupted', async () => {
  const endless = writeCells(join(folder, 'endless.ipynb'), ['await new Promise(() => {});', '1']);
  const controller = new AbortController();
  const interrupted = await runNotebook({
    input: endless,
    output: join(folder, 'endless-out.ipynb'),
    signal: controller.signal,
    onProgress: () => setTimeout(() => controller.abort(), 500),
  });
  expect(interrupted.ok).toBe(false);
  expect(interrupted.cells.map(({ status }) => status)).toEqual(['interrupted']);
});

it('says what is wrong with an input', async () => {
  const output = join(folder, 'x.ipynb');
  const notJson = join(folder, 'not.ipynb');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(notJson, '{');
  await expect(runNotebook({ input: notJson, output })).rejects.toThrow(
    /not\.ipynb is no notebook of format 4: it is cut off/,
  );
  writeFileSync(notJson, '{"worksheets":[],"nbformat":3}');
  await expect(runNotebook({ input: notJson, output })).rejects.toThrow(/format 4: .*nbformat/);
  await expect(runNotebook({ input: join(folder, 'absent.ipynb'), output })).rejects.toThrow(/ENOENT/);
});
