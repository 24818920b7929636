/** The Content-Security-Policy of a page: scripts and styles of its own folder, those that it holds by their hashes, nothing else. */

import { createHash } from 'node:crypto';

/** As CSP names a text: what a browser reads of it has line feeds only. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('base64')}'`;
}

const unescaped = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Values of attributes whose names match, as a browser reads them. */
const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gi'))].map(([, double, single]) =>
    unescaped(double ?? single!),
  );

const elements = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, text]) => text!);

/**
 * The policy of a page.
 *
 * @param html all of the page
 * @returns the content of its meta element: whatever is not in the page by now, or in its folder, does not run
 */
export function contentPolicy(html: string): string {
  const scripts = elements(html, /<script(?![^>]*\s(?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/gi);
  const handlers = attributes(html, 'on[a-z]+');
  const styles = elements(html, /<style[^>]*>([\s\S]*?)<\/style>/gi);
  // plotly.js makes an empty style element and fills it through the object model.
  const styled = [...styles, ...attributes(html, 'style'), ''];
  const sources = (texts: readonly string[]) => [...new Set(texts.map(hashOf))].join(' ');
  const hashesToo = handlers.length > 0 ? "'unsafe-hashes' " : '';
  return [
    "default-src 'none'",
    `script-src 'self' ${hashesToo}${sources([...scripts, ...handlers])}`.trimEnd(),
    `style-src 'self' 'unsafe-hashes' ${sources(styled)}`,
    "img-src 'self' data: blob:",
    "media-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
