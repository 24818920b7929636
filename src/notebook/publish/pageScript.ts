/** The scripts of pages, as one text each: they share functions with the library, so they are made of its modules. */

import { fileURLToPath } from 'node:url';
import { scriptSource } from '../cell/escapeHtml.js';

const entry = (name: string) => fileURLToPath(new URL(`../browser/${name}`, import.meta.url));

/**
 * The script of a page.
 *
 * @param name `page` for one of a site, `sheet` for a report
 * @returns JavaScript for browsers, safe inside a script element
 */
export async function pageScript(name: 'page' | 'sheet'): Promise<string> {
  const { build } = await import('esbuild');
  const made = await build({
    entryPoints: [entry(name)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'inline',
    tsconfigRaw: '{}',
  });
  return scriptSource(made.outputFiles[0]!.text);
}
