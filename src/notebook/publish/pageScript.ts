/** The scripts of pages, as one text each: they share functions with the library, so they are made of its modules. */

import { fileURLToPath } from 'node:url';
import { browserScript } from '../../files/index.js';
import { scriptSource } from '../cell/escapeHtml.js';

const entry = (name: string) => fileURLToPath(new URL(`../browser/${name}`, import.meta.url));

/**
 * The script of a page.
 *
 * @param name `page` for one of a site, `sheet` for a report, `drawings` for one that writes figures as SVG
 * @returns JavaScript for browsers, safe inside a script element
 */
export function pageScript(name: 'page' | 'sheet' | 'drawings'): string {
  return scriptSource(browserScript(entry(name)));
}
