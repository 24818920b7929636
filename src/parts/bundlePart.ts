/**
 * A part with all that it needs of the reader's own files, as one module: types and comments are gone, packages stay
 * outside. The same text has the same hash, whatever folder it came from.
 *
 * @outsideNumerics it reads what the reader wrote
 */

import { existsSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Message, Plugin } from 'esbuild';
import { didYouMean } from '../settings/index.js';
import type { PartPlace } from './partReference.js';

/** The library that runs: what parts import as `dawnlab` is this one, whatever lies in their folder. */
const LIBRARY = new URL('../../dist/index.js', import.meta.url).href;

/** What all bundles have in common. */
const OPTIONS = {
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'silent',
  // The same text makes the same module whatever settings lie above its folder.
  tsconfigRaw: '{}',
} as const satisfies BuildOptions;

/** Packages by where they lie, so that the module runs from any folder. */
const whereTheyLie: Plugin = {
  name: 'packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (path === 'dawnlab') return { path: LIBRARY, external: true };
      if (pluginData === build || kind === 'entry-point') return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: build });
      if (found.errors.length > 0) return { errors: found.errors };
      const isPackage = !found.external && found.path.split(sep).includes('node_modules');
      return isPackage ? { path: pathToFileURL(found.path).href, external: true } : found;
    });
  },
};

/** What the name of an export looks like. */
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What differs between what is hashed and kept, and what is run from the cache. */
const FORMS: Readonly<Record<'portable' | 'here', Pick<BuildOptions, 'packages' | 'plugins' | 'sourcemap'>>> = {
  portable: { packages: 'external' },
  here: { plugins: [whereTheyLie], sourcemap: 'inline' },
};

/** What is wrong with a file, by its line. */
function faultText({ text, location }: Message): string {
  return location ? `${location.file}:${location.line}: ${text}` : text;
}

async function exportsOf(file: string): Promise<readonly string[]> {
  const { build } = await import('esbuild');
  const { metafile } = await build({ ...OPTIONS, ...FORMS.portable, entryPoints: [file], metafile: true });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

/**
 * What a file has to offer, for errors.
 *
 * @param file a file that can be read
 * @returns for instance `mine.ts exports agent, probe.`
 */
export async function exportsText(file: string): Promise<string> {
  const names = await exportsOf(file);
  return `${basename(file)} exports ${names.join(', ') || 'nothing'}.`;
}

/**
 * Bundles a part.
 *
 * @param place file and export
 * @param form `portable`: packages by name, what is hashed and kept; `here`: packages by where they lie on this machine,
 * with the places of its lines for errors
 * @returns the text of a module that exports the part as `part`
 * @throws Error when there is no such file or export, when a file cannot be read as TypeScript, and when it asks where it
 * lies
 */
export async function bundlePart({ file, name = '' }: PartPlace, form: 'portable' | 'here'): Promise<string> {
  if (!existsSync(file)) throw new Error(missingText(file, name));
  const { build } = await import('esbuild');
  const folder = dirname(file);
  const contents = `export { ${name} as part } from ${JSON.stringify(`./${basename(file)}`)};`;
  const place = { outfile: join(folder, 'part.mjs'), absWorkingDir: folder, sourceRoot: pathToFileURL(folder).href };
  try {
    if (!IDENTIFIER.test(name)) throw new Error(await noSuchText({ file, name }));
    const stdin = { contents, resolveDir: folder };
    const { outputFiles } = await build({ ...OPTIONS, ...FORMS[form], ...place, stdin });
    const [{ text }] = outputFiles;
    checkPlaceless(text, file);
    return text;
  } catch (error) {
    const messages = (error as { errors?: Message[] }).errors;
    if (!messages) throw error;
    const isThere = messages.every(({ text }) => !text.startsWith('No matching export'));
    throw new Error(
      isThere ? `${file} cannot be read:\n  ${messages.map(faultText).join('\n  ')}` : await noSuchText({ file, name }),
    );
  }
}

/** What is wrong with a path that leads nowhere. */
function missingText(file: string, name: string): string {
  const hint = file.includes('\\') && sep === '/' ? ' Write slashes where it has backslashes.' : '';
  return `There is no file ${file}, where '${basename(file)}#${name}' should be.${hint}`;
}

/** What is wrong with the name of an export. */
async function noSuchText({ file, name = '' }: PartPlace): Promise<string> {
  const names = await exportsOf(file);
  const offered = await exportsText(file);
  if (!name)
    return (
      `${offered} Say which of them is meant, for instance './${basename(file)}#${names[0] ?? 'agent'}'` +
      `${names.includes('default') ? '' : " ('#default' for a default export)"}.`
    );
  return `${file} exports no '${name}'. ${offered}${didYouMean(name, names)}`;
}

/** What is read from beside a file would be no part of its hash, and would be missing where a sweep keeps it. */
function checkPlaceless(text: string, file: string): void {
  if (/\bimport\.meta\.(url|dirname|filename|resolve)\b/.test(text))
    throw new Error(
      `${file} asks where it lies (import.meta). A part is kept and told apart by its text alone: write its numbers into ` +
        "it, or import them: import numbers from './numbers.json'.",
    );
}
