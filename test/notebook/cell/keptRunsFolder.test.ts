import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptRunsFolder } from '../../../src/notebook/cell/keptRunsFolder.js';
import { temporaryFolder } from '../notebooks.js';

const folder = temporaryFolder();
const make = (...path: string[]) => {
  const made = join(folder, ...path);
  mkdirSync(made, { recursive: true });
  return made;
};

it('a notebook without a project keeps its runs beside it', () => {
  const alone = make('alone');
  expect(keptRunsFolder(alone)).toBe(join(alone, '.cache', 'runs'));
  expect(existsSync(join(alone, '.cache', 'runs', '.gitignore'))).toBe(true);
});

it('a notebook of a project keeps them in the project, and never in an installed package', () => {
  const project = make('project');
  const library = make('project', 'node_modules', 'dawnlab', 'notebooks');
  for (const place of [project, join(library, '..')]) writeFileSync(join(place, 'package.json'), '{}');
  for (const place of [make('project', 'a', 'b'), library])
    expect(keptRunsFolder(place)).toBe(join(project, '.cache', 'runs'));
});
