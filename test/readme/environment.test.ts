/** The versions in environment.md are those that are installed. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('environment.md names the versions of package.json', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const rows = [...read('environment.md').matchAll(/^\| `([^`]+)` \| (\d[^ ]*) \|/gm)];
  expect(rows.length).toBeGreaterThan(5);
  for (const [, name, version] of rows) expect(`${name} ${version}`).toBe(`${name} ${dependencies[name]}`);
});

it('environment.md names the JupyterLab that is installed', () => {
  const version = /JUPYTERLAB = '([^']+)'/.exec(read('scripts/jupyter.mjs'))?.[1];
  expect(read('environment.md')).toContain(`JupyterLab ${version}`);
});
