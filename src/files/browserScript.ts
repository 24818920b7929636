/** Modules of the library as a script for pages. */

/**
 * Makes one script of a module and what it imports.
 *
 * @param entry path of the module, with or without its ending
 * @returns JavaScript for browsers, without exports
 * @throws Error where a module cannot be read or translated
 */
export async function browserScript(entry: string): Promise<string> {
  const { build } = await import('esbuild');
  const made = await build({
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
