/** The page on parts of one's own shows the files that there are, and its commands do what they say. */

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../notebook/notebooks.js';
import { MAIN } from '../runs/sweeps.js';
import { ROOT } from './snippets.js';

const page = readFileSync(join(ROOT, 'docs', 'own-parts.md'), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)![1];
const folder = temporaryFolder();

it.each([
  ['typescript', 'mine.ts'],
  ['json', 'mine.sweep.json'],
])('shows the file %s', (language, file) => {
  expect(block(language)).toBe(readFileSync(join(ROOT, 'notebooks', file), 'utf8'));
});

it('its commands train, plan, make, collect and draw', () => {
  for (const file of ['mine.ts', 'mine.sweep.json']) cpSync(join(ROOT, 'notebooks', file), join(folder, file));
  // The same with runs of a second or two.
  const brief = { totalChunks: 192, evaluateEvery: 64, evaluationEpisodes: 2, finalEpisodes: 2, checkpointEvery: 192 };
  const sweep = JSON.parse(block('json'));
  const smaller = { scale: 'smoke', seeds: [1], schedule: { ...sweep.schedule, ...brief } };
  writeFileSync(join(folder, 'mine.sweep.json'), JSON.stringify({ ...sweep, ...smaller }).replaceAll('400', '64'));
  const short = (command: string) =>
    command.includes(' train ')
      ? `${command} --scale smoke --schedule '${JSON.stringify({ ...brief, probeEpisodes: 2 })}'`
      : command;
  const commands = block('sh').trim().split('\n');
  const said = commands.map((command) => {
    const program = short(command).replace('npx dawnlab', `'${process.execPath}' '${MAIN}'`);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', program], { cwd: folder, encoding: 'utf8' });
    expect(status, `${command}\n${stderr}`).toBe(0);
    return stdout;
  });
  expect(said[0]).toMatch(/probe {2}192 chunks {2}hopeful \d/);
  expect(said[2]).toContain('3 runs, 3 of them new');
  expect(said[5]).toContain('mine: 1 run');
});
