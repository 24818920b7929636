/** Markdown with formulas, highlighted code and pictures inside the page. */

import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import hljs from 'highlight.js';
import katex from 'katex';
import MarkdownIt, { type StateInline } from 'markdown-it';
import { escapeHtml } from './escapeHtml.js';

/** Where a text stands: what its relative links and pictures mean. */
export interface MarkdownPlace {
  /** Folder that relative pictures are read from. */
  readonly folder: string;
  /** Prefix of the ids of headings, unique on the page. */
  readonly prefix: string;
}

/** A heading that was rendered. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  /** Plain text. */
  readonly text: string;
}

const PICTURE_TYPES: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * Renders Markdown.
 *
 * Formulas ($…$, $$…$$) become MathML, which browsers draw without any script or font of ours.
 *
 * @param text the Markdown
 * @param place where it stands
 * @returns HTML without references to outside files, and the headings
 */
export function markdownHtml(text: string, place: MarkdownPlace): { html: string; headings: Heading[] } {
  const headings: Heading[] = [];
  const renderer = new MarkdownIt({ html: true, linkify: true, highlight: highlighted });
  renderer.inline.ruler.before('escape', 'formula', formulaRule);
  renderer.renderer.rules.formula = (tokens, index) =>
    formulaHtml(tokens[index]!.content, tokens[index]!.markup === '$$');
  renderer.renderer.rules.heading_open = (tokens, index, options, _env, self) => {
    const words = tokens[index + 1]?.content ?? '';
    const id = `${place.prefix}-${slug(words)}`;
    tokens[index]!.attrSet('id', id);
    headings.push({ level: Number(tokens[index]!.tag.slice(1)), id, text: words.replace(/[*_`]/g, '') });
    return self.renderToken(tokens, index, options);
  };
  renderer.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    const target = String(tokens[index]!.attrGet('href') ?? '');
    const notebook = /^(?:\.\/)?([\w-]+)\.ipynb$/.exec(target);
    if (notebook) tokens[index]!.attrSet('href', `#${slug(notebook[1]!)}`);
    return self.renderToken(tokens, index, options);
  };
  renderer.renderer.rules.image = (tokens, index) =>
    pictureHtml(String(tokens[index]!.attrGet('src') ?? ''), tokens[index]!.content, place.folder);
  return { html: renderer.render(text), headings };
}

/**
 * Code with highlighting.
 *
 * @param code source text
 * @param language a name that highlight.js knows; others stay plain
 * @returns HTML for inside a `code` element
 */
export function highlighted(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code);
}

/**
 * A formula as MathML; one that cannot be read is shown as it was written.
 *
 * @param tex the formula in TeX
 * @param displayed true for a formula on its own line
 * @returns HTML
 */
export function formulaHtml(tex: string, displayed: boolean): string {
  return katex.renderToString(tex, { displayMode: displayed, output: 'mathml', throwOnError: false });
}

/**
 * A short name for use in ids.
 *
 * @param text any text
 * @returns lower-case letters, digits and hyphens
 */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'section'
  );
}

// Dollar signs as in Jupyter: no space just inside single ones, so that "$5 and $6" stays text.
function formulaRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '$') return false;
  const match = /^\$\$([\s\S]+?)\$\$|^\$(?!\s)((?:\\.|[^\\$\n])+?)(?<!\s)\$(?!\d)/.exec(state.src.slice(state.pos));
  if (!match) return false;
  if (!silent) {
    const token = state.push('formula', '', 0);
    token.content = match[1] ?? match[2]!;
    token.markup = match[1] ? '$$' : '$';
  }
  state.pos += match[0].length;
  return true;
}

function pictureHtml(source: string, alt: string, folder: string): string {
  if (source.startsWith('data:')) return `<img alt="${escapeHtml(alt)}" src="${escapeHtml(source)}">`;
  const file = join(folder, decodeURIComponent(source));
  const type = PICTURE_TYPES[extname(source).toLowerCase()];
  // The page must need nothing from outside: a picture that cannot be put in becomes a link to it.
  if (!type || !existsSync(file)) return `<a href="${escapeHtml(source)}">${escapeHtml(alt || source)}</a>`;
  return `<img alt="${escapeHtml(alt)}" src="data:${type};base64,${readFileSync(file).toString('base64')}">`;
}
