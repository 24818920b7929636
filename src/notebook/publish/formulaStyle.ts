/** The style of formulas with their fonts, so that they look right where none is installed. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const STYLE = createRequire(import.meta.url).resolve('katex/dist/katex.min.css');

/** A font of the style: its name, and what is in it. */
export interface FormulaFont {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The newest form alone, which every browser that runs these pages reads. */
const sheet = () => readFileSync(STYLE, 'utf8').replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, '');

/**
 * The style with its fonts beside it.
 *
 * @returns CSS that looks for fonts in a folder `fonts`, and the fonts
 */
export function formulaStyle(): { readonly css: string; readonly fonts: readonly FormulaFont[] } {
  const css = sheet();
  const names = [...css.matchAll(/url\(fonts\/([^)]+\.woff2)\)/g)].map(([, name]) => name!);
  const bytes = (name: string) => readFileSync(join(dirname(STYLE), 'fonts', basename(name)));
  return { css, fonts: [...new Set(names)].map((name) => ({ name, bytes: bytes(name) })) };
}

/** What ordinary formulas are set in; others are rare, and would make each page half as large again. */
const COMMON = /KaTeX_(?:Main-(?:Regular|Bold|Italic)|Math-Italic|Size[1-4]-Regular|AMS-Regular)\.woff2/;

/**
 * The style with the fonts of ordinary formulas in it, for a page that stands alone.
 *
 * @returns CSS without references to files
 */
export function embeddedFormulaStyle(): string {
  const { css, fonts } = formulaStyle();
  const data = new Map(fonts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]));
  return css.replace(/@font-face\{[^}]*\}/g, (face) =>
    COMMON.test(face)
      ? face.replace(/url\(fonts\/([^)]+)\)/g, (_, name: string) => `url(data:font/woff2;base64,${data.get(name)})`)
      : '',
  );
}
