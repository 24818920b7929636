import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

it('wrong arguments are answered in a line', () => {
  expect(dawnlab('notebook', 'run', 'absent.ipynb').stderr).toMatch(/^dawnlab: .*absent\.ipynb/m);
  expect(dawnlab('notebook', 'run', 'x.ipynb', '--scale', 'huge').stderr).toContain("Unknown scale 'huge'");
  expect(dawnlab('report', '--timeout', '-1').stderr).toContain("'-1' is no positive number of seconds");
  expect(dawnlab('report').stderr).toContain('No notebook found');
});
