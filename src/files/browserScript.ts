/** Modules of the library as a script for pages. */

import { createRequire } from 'node:module';
import type * as Esbuild from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Makes one script of a module and what it imports.
 *
 * @param entry path of the module, with or without its ending
 * @returns JavaScript for browsers, without exports
 * @throws Error where a module cannot be read or translated
 */
export function browserScript(entry: string): string {
  // Loaded where it is needed: few programs make pages.
  const { buildSync } = require('esbuild') as typeof Esbuild;
  const made = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'inline',
    tsconfigRaw: '{}',
  });
  return made.outputFiles[0].text;
}
