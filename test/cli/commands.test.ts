import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder, writeCells } from '../notebook/notebooks.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');
const folder = temporaryFolder();

function dawnlab(...args: string[]): { status: number | null; lines: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

it('was built', () => {
  expect(existsSync(MAIN), "run 'npm run build' first").toBe(true);
});

it('the help lists what there is, and what is mistyped is answered by it', () => {
  expect(dawnlab('--version').lines).toEqual([JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version]);
  const help = dawnlab('train', '--help').lines.join('\n');
  for (const name of ['panda-peg', 'policyDecorator', 'criticLearningRate', 'hlGauss', 'Examples:'])
    expect(help).toContain(name);
  expect(dawnlab('bench', 'update', '--help').lines.join('\n')).toContain('(default: W0,W1,W2,W3)');
  writeFileSync(join(folder, 'mine.sweep.json'), '{}');
  const { stderr, status } = dawnlab('sweep', 'plan', 'mine.sweeb.json');
  expect([status, stderr]).toEqual([
    1,
    "dawnlab: There is no file 'mine.sweeb.json'. Did you mean 'mine.sweep.json'?\n",
  ]);
});

it('doctor says what is there and ends with one JSON object', () => {
  const { status, lines } = dawnlab('doctor', '--json');
  const { ok, checks } = JSON.parse(lines.at(-1)!);
  expect({ status, ok }).toEqual({ status: 0, ok: true });
  const states = Object.fromEntries(checks.map((check: { name: string; state: string }) => [check.name, check.state]));
  expect(states).toMatchObject({ Node: 'ok', Kernel: 'ok', Physics: 'ok' });
  for (const check of checks) expect(check.state === 'ok' || check.advice.length > 0).toBe(true);
});

it('report publishes a notebook that fails with what it has, and fails', () => {
  const input = writeCells(join(folder, 'fails.ipynb'), [
    "console.log('before');",
    "throw new Error('boom');",
    "console.log('never');",
  ]);
  const { status, lines, stderr } = dawnlab('report', input, '--out', 'page/report.html', '--scale', 'smoke', '--json');
  expect(status).toBe(1);
  expect(stderr).toContain('cell 2: Error: boom');
  const result = JSON.parse(lines.at(-1)!);
  expect(result.failures).toHaveLength(1);
  expect(lines.some((line) => /cell 1 of 3 .* ok/.test(line))).toBe(true);
  expect(lines.some((line) => /cell 3 of 3/.test(line))).toBe(false);
  const page = readFileSync(join(folder, 'page/report.html'), 'utf8');
  expect(page.includes('Error: boom') && page.includes('scale smoke')).toBe(true);
});

it('verdicts on recorded runs become a section of a Markdown file', () => {
  const show = (source: string) =>
    `showVerdict(decided, { unit: 'gain', task: 'gantry-peg', source: '${source}', seeds: 3, differs: 'the task' });`;
  const input = writeCells(join(folder, '77-tiny.ipynb'), [
    "import { showVerdict, studentCI, verdict } from 'dawnlab';\n" +
      "const decided = verdict({ claim: 'It grows.', evidence: studentCI([1, 2, 3]), direction: 'above', margin: 5, possible: [-9, 9], runs: 3 });",
    show('recorded'),
    show('live'),
  ]);
  const [page, count] = ['docs/PAGE.md', 'COUNT.md'].map((name) => join(folder, name));
  mkdirSync(join(folder, 'docs'));
  writeFileSync(page, 'Before\n\n<!-- verdicts -->\nold\n<!-- end -->\n\nAfter\n');
  writeFileSync(count, '<!-- verdict count -->\n<!-- end -->\n');
  const { status, lines, stderr } = dawnlab('verdicts', input, '--write', page, '--write', count, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // Three values 1, 2, 3: 2 ± 4.303 / √3. Links lead from where the page lies.
  const link = '[77-tiny](../notebooks/77-tiny.ipynb)';
  const row = `| ${link} | gantry-peg | It grows. | **not supported** | 2 [-0.484, 4.48]: gain | [-9, 9] | 3 | the task |  |`;
  const section = readFileSync(page, 'utf8');
  expect(section).toMatch(/^Before\n\n<!-- verdicts -->\n1 verdict on recorded runs: 1 not supported\.\n\n\| finding/);
  expect(section.split('\n').slice(-5)).toEqual([row, '<!-- end -->', '', 'After', '']);
  expect(readFileSync(count, 'utf8')).toContain('-->\n1 verdict on recorded runs: 1 not supported.\n<!-- end');
  expect(JSON.parse(lines.at(-1)!).verdicts).toMatchObject([{ finding: '77-tiny', verdict: 'not supported' }]);
  dawnlab('verdicts', input, '--no-execute', '--write', page);
  expect(readFileSync(page, 'utf8')).toBe(section);
  writeFileSync(page, 'no marks');
  expect(dawnlab('verdicts', input, '--no-execute', '--write', page).stderr).toContain(
    'put the lines <!-- verdicts -->',
  );
  expect(dawnlab('verdicts', 'other.ipynb', '--no-execute').stderr).toContain('There is no');

  // A damaged notebook is named, hides no other, and leaves the page as it is.
  writeFileSync(page, section);
  writeFileSync(join(folder, 'out/verdicts/66-cut.ipynb'), '{"cells": [');
  const cut = dawnlab('verdicts', '66-cut.ipynb', input, '--no-execute', '--write', page);
  expect(cut.status).toBe(1);
  expect(cut.stderr).toContain('Left out of the verdicts: out/verdicts/66-cut.ipynb, for it is cut off.');
  expect(cut.lines.join('\n')).toContain('It grows.');
  expect(readFileSync(page, 'utf8')).toBe(section);
});

it('wrong arguments are answered in a line', () => {
  expect(dawnlab('notebook', 'run', 'absent.ipynb').stderr).toMatch(/^dawnlab: .*absent\.ipynb/m);
  expect(dawnlab('notebook', 'run', 'x.ipynb', '--scale', 'huge').stderr).toContain("Unknown scale 'huge'");
  expect(dawnlab('report', '--timeout', '-1').stderr).toContain("'-1' is no positive number of seconds");
  expect(dawnlab('report').stderr).toContain('No notebook found');
});
