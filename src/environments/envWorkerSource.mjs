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

/** Loader hook: transpiles TypeScript without checking it. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { default: ts } = await import('typescript');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(await readFile(fileURLToPath(url), 'utf8'), { compilerOptions });
  return { format: 'module', source: outputText, shortCircuit: true };
}

if (workerData?.environment) {
  register(import.meta.url);
  import('./envWorker.ts');
}
