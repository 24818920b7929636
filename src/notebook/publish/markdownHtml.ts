/** Markdown with formulas, highlighted code, footnotes and pictures inside the page. */

import hljs from 'highlight.js';
import katex from 'katex';
import MarkdownIt, { type MarkdownIt as Renderer, type StateInline, type Token } from 'markdown-it';
import footnote from 'markdown-it-footnote';
import { escapeHtml } from '../cell/escapeHtml.js';
import { glossaryRule } from './glossary.js';
import { embedPictures, type PicturePlace, pictureHtml } from './pictureData.js';

/** Where a text stands: what its headings are called, and what its links and pictures mean. */
export interface MarkdownPlace extends PicturePlace {
  /** A name of the text, unique on the page. */
  readonly name: string;
  /** The id of a heading; called for each in turn. */
  headingId(text: string): string;
  /** Words that are explained where they first stand; what is explained is taken out. */
  readonly glossary?: Map<string, string>;
  /** The address of a link on the page; undefined for what the page does not have. */
  link(href: string): string | undefined;
}

/** A heading as it is written. */
export interface HeadingText {
  readonly level: number;
  /** Plain text. */
  readonly text: string;
}

/**
 * Renders Markdown.
 *
 * Formulas ($…$, $$…$$) become HTML for who sees, set in the fonts of the page's style, and MathML for who hears.
 *
 * @param text the Markdown
 * @param place where it stands
 * @returns HTML without references to outside files
 */
export function markdownHtml(text: string, place: MarkdownPlace): string {
  const renderer = reader();
  renderer.core.ruler.push('links', ({ tokens }) => {
    for (const { children } of tokens) if (children) resolveLinks(children, place);
  });
  if (place.glossary) renderer.core.ruler.push('glossary', glossaryRule(place.glossary));
  const { rules } = renderer.renderer;
  rules.heading_open = (tokens, index, options, _env, self) => {
    tokens[index]!.attrSet('id', place.headingId(plainText(tokens[index + 1]!)));
    return self.renderToken(tokens, index, options);
  };
  rules.image = (tokens, index) =>
    pictureHtml(String(tokens[index]!.attrGet('src') ?? ''), plainText(tokens[index]!), place);
  rules.html_block = (tokens, index) => embedPictures(tokens[index]!.content, place);
  rules.html_inline = rules.html_block;
  return renderer.render(text, { docId: place.name });
}

/**
 * The headings of a text.
 *
 * @param text the Markdown
 * @returns the headings in order
 */
export function headingsOf(text: string): HeadingText[] {
  const tokens = reader().parse(text, {});
  return tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [{ level: Number(token.tag.slice(1)), text: plainText(tokens[index + 1]!) }] : [],
  );
}

function reader(): Renderer {
  const renderer = new MarkdownIt({ html: true, linkify: true, highlight: highlighted });
  renderer.use(footnote);
  renderer.inline.ruler.before('escape', 'formula', formulaRule);
  renderer.renderer.rules.formula = (tokens, index) =>
    formulaHtml(tokens[index]!.content, tokens[index]!.markup === '$$');
  // Pasted pictures have addresses of their own kind; which of them are shown is decided where they are drawn.
  const { validateLink } = renderer;
  renderer.validateLink = (url) => url.startsWith('attachment:') || validateLink(url);
  return renderer;
}

/** What a reader reads of a heading or of a picture's description. */
function plainText({ children, content }: Token): string {
  if (!children || children.length === 0) return content;
  return children.map((child) => (/break/.test(child.type) ? ' ' : plainText(child))).join('');
}

/** A link to what the page does not have stays text, so that it does not lead astray. */
function resolveLinks(tokens: readonly Token[], place: MarkdownPlace): void {
  const open: string[] = [];
  for (const token of tokens) {
    if (token.type === 'link_close') token.tag = open.pop() ?? token.tag;
    if (token.type !== 'link_open') continue;
    const href = String(token.attrGet('href') ?? '');
    const target = place.link(href);
    if (target !== undefined) token.attrSet('href', target);
    else {
      token.tag = 'span';
      token.attrs = [
        ['class', 'elsewhere'],
        ['title', `${href} is not on this page`],
      ];
    }
    open.push(token.tag);
  }
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
 * A formula as HTML and MathML; one that cannot be read is shown as it was written.
 *
 * @param tex the formula in TeX
 * @param displayed true for a formula on its own line
 * @returns HTML
 */
export function formulaHtml(tex: string, displayed: boolean): string {
  const html = katex.renderToString(tex, { displayMode: displayed, output: 'htmlAndMathml', throwOnError: false });
  // A browser lets no formula scroll by itself.
  return displayed ? `<span class="formula">${html}</span>` : html;
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
