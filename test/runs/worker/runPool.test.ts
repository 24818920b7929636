import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PoolJob, type RunOrder, runPool } from '../../../src/runs/index.js';
import { temporaryFolder } from '../../notebook/notebooks.js';

const folder = temporaryFolder();
const log = join(folder, 'log');
const program = join(folder, 'job.mjs');
// Told `{ name, code }`, it logs its start, prints lines, ends with the code; with `wait` it ends when it is asked to.
writeFileSync(
  program,
  `import { appendFileSync } from 'node:fs';
const { name, code } = await new Promise((resolve) => process.once('message', resolve));
appendFileSync(${JSON.stringify(log)}, 'told ' + name + '\\n');
for (let i = 1; i <= 9; i++) console.log('line ' + i);
if (code === 'wait') {
  process.on('SIGTERM', () => process.exit(130));
  setInterval(() => undefined, 1000);
} else {
  if (code !== '0') console.error('it broke');
  process.exitCode = Number(code);
}
`,
);

const job = (label: string, code: string): PoolJob => ({
  label,
  order: { name: label, code } as unknown as RunOrder,
});

describe('runPool', () => {
  it('starts jobs in order, and lists those that failed with the end of what they printed', async () => {
    const seen: [string, number][] = [];
    const jobs = [job('a', '0'), job('b', '3'), job('c', '0')];
    const results = await runPool(jobs, {
      workers: 1,
      program,
      onResult: (result, done) => seen.push([result.job.label, done]),
    });
    expect(readFileSync(log, 'utf8')).toBe('told a\ntold b\ntold c\n');
    expect(results.map((result) => result.code)).toEqual([0, 3, 0]);
    expect(seen).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(results[1].tail.split('\n')).toHaveLength(5);
    expect(results[1].tail).toContain('it broke');
    expect(results[0].seconds).toBeGreaterThan(0);
  });

  it('runs every job once with several workers', async () => {
    const jobs = ['d', 'e', 'f', 'g'].map((label) => job(label, '0'));
    const results = await runPool(jobs, { workers: 3, program });
    expect(results.map((result) => result.job.label).sort()).toEqual(['d', 'e', 'f', 'g']);
  });

  it('asks running jobs to stop on abort, and starts no other', async () => {
    const controller = new AbortController();
    const running = runPool([job('slow', 'wait'), job('never', '0')], {
      workers: 1,
      program,
      signal: controller.signal,
    });
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('slow'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 200));
    controller.abort();
    const results = await running;
    expect(results.map((result) => [result.job.label, result.code])).toEqual([['slow', 130]]);
    expect(readFileSync(log, 'utf8')).not.toContain('never');
  });
});
