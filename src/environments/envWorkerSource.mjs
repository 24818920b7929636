/**
 * Runs the environment worker from its TypeScript source, for tests; a build has envWorker.js and does not need this.
 *
 * The file plays two parts: the worker's entry, and, once registered, the loader hooks that transpile the source.
 */

import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';

/** Loader hook: a relative `.js` import in the source means the `.ts` file beside it. */
export async function resolve(specifier, context, next) {
  const fromSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

/** Loader hook: transpiles TypeScript without checking it, with the compiler that the test runner brings along. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transformSync } = await import('rolldown/utils');
  const path = fileURLToPath(url);
  const { code, errors } = transformSync(path, await readFile(path, 'utf8'));
  if (errors.length > 0) throw errors[0];
  return { format: 'module', source: code, shortCircuit: true };
}

if (workerData?.environment) {
  register(import.meta.url);
  await import('./envWorker.ts');
}
