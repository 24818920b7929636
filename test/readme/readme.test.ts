/** What the README, docs/library.md, docs/own-parts.md and docs/command-line.md show is true: its programs run, its commands exist, its links lead somewhere. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS_PAGE, NOTEBOOKS_PAGE, PAGES, README, ROOT, snippets } from './snippets.js';

// Inside the repository, so that the programs import 'dawnlab' as a reader's do: the built package.
let folder: string;
beforeAll(() => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.cache', 'readme-'));
  // The programs of docs/own-parts.md name parts in it.
  cpSync(join(ROOT, 'notebooks', 'mine.ts'), join(folder, 'mine.ts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAIN = join(ROOT, 'dist', 'cli', 'main.js');
const TSC = join(ROOT, 'node_modules', 'typescript7', 'bin', 'tsc');
const PROGRAMS = join(ROOT, 'test', 'readme', 'programs.mjs');
const hasResults = existsSync(join(ROOT, 'data', 'results', '08-dawn.gantry-peg.json'));

describe('programs', () => {
  it('are all found', () => {
    expect(snippets).toHaveLength(PAGES.join('').split('```ts\n').length - 1);
    expect(existsSync(MAIN), "run 'npm run build' first").toBe(true);
  });

  it('have the types that they claim', () => {
    const files = snippets.map(({ source }, i) => {
      const file = join(folder, `snippet${i}.mts`);
      writeFileSync(file, source);
      return file;
    });
    const options =
      '--ignoreConfig --module nodenext --target es2022 --strict --noEmit --skipLibCheck --types node'.split(' ');
    const { stdout } = spawnSync(process.execPath, [TSC, ...options, ...files], { cwd: folder, encoding: 'utf8' });
    const faults = stdout.replace(/^snippet(\d+)\.mts/gm, (_, i) => snippets[i].question);
    expect(faults).toBe('');
  });

  const runnable = snippets.filter(({ source }) => hasResults || !source.includes('readRunTable'));
  let said: readonly { readonly stdout: string; readonly stderr: string }[];
  // One after the other in one process, for to load the library takes longer than most of them.
  beforeAll(() => {
    const options = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: false };
    const files = runnable.map(({ source }, i) => {
      const file = join(folder, `program${i}.mjs`);
      writeFileSync(file, ts.transpile(source.replace(/'quick'/, "'smoke'"), options));
      return file;
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAMS, ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    said = JSON.parse(stdout);
  });

  it.each(runnable)('$question', (snippet) => {
    const { stdout, stderr } = said[runnable.indexOf(snippet)];
    expect(stderr).toBe('');
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toMatch(/NaN|undefined/);
  });
});

/** Every command by its name, subcommands as `bench update`. */
async function commands(): Promise<Map<string, Command>> {
  const named = new Map<string, Command>();
  for (const file of readdirSync(join(ROOT, 'src', 'cli', 'commands'))) {
    const compiled = join(ROOT, 'dist', 'cli', 'commands', file.replace(/\.ts$/, '.js'));
    const module = await import(pathToFileURL(compiled).href);
    const command = (Object.values(module)[0] as () => Command)();
    named.set(command.name(), command);
    for (const sub of command.commands) named.set(`${command.name()} ${sub.name()}`, sub);
  }
  return named;
}

it('its commands and their options exist', async () => {
  const known = await commands();
  const calls = [...`${README}${COMMANDS_PAGE}`.matchAll(/`dawnlab ([^`]+)`/g)].map(([, call]) => call);
  expect(calls.length).toBeGreaterThan(10);
  for (const call of calls) {
    const [first, second] = call.split(' ');
    const command = known.get(`${first} ${second}`) ?? known.get(first);
    expect(command, call).toBeDefined();
    for (const option of call.match(/--[a-z-]+/g) ?? []) expect(command?.helpInformation(), call).toContain(option);
  }
});

it('the README is short, and leads to every page', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(121);
  const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
  for (const page of pages) expect(README).toContain(`(docs/${page})`);
});

it('its links to files lead to files', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(2);
  for (const path of links) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

it('its table of findings says what is there', () => {
  const rows = [...NOTEBOOKS_PAGE.matchAll(/^\| `(\d\d-[a-z-]+)` \|[^|]*\| (ready|planned) \|/gm)];
  const ready = rows.flatMap(([, name, status]) => (status === 'ready' ? [`${name}.ipynb`] : []));
  const there = readdirSync(join(ROOT, 'notebooks')).filter((file) => file.endsWith('.ipynb'));
  expect(ready.sort()).toEqual(there.sort());
});
