/** Words of the lab that a reader may not know, with what they mean here. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StateCore, Token } from 'markdown-it';
import { escapeHtml } from '../cell/escapeHtml.js';

/** Meanings by word, in lower case. */
export type Glossary = ReadonlyMap<string, string>;

const FILE = fileURLToPath(new URL('../../../docs/glossary.md', import.meta.url));

/** Words that are too short, or too ordinary, to be found in running text. */
const LEAST_LETTERS = 4;

const plain = (markdown: string) => markdown.replace(/\\\|/g, '|').replace(/[*`]/g, '').replace(/\s+/g, ' ').trim();

/**
 * Reads a glossary: a table in Markdown, the words of a row in its first cell with commas between, their meaning in the second.
 *
 * @param file where it is; that of the lab by default
 * @returns meanings; empty where there is no such file
 */
export function readGlossary(file: string = FILE): Glossary {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const rows = [...text.matchAll(/^\|\s*(\*\*.+?)\s*\|\s*(.+?)\s*\|\s*$/gm)];
  return new Map(
    rows.flatMap(([, words, meaning]) =>
      plain(words!.replace(/\(.*?\)/g, ''))
        .split(',')
        .map((word) => word.trim().toLowerCase())
        .filter((word) => word.length >= LEAST_LETTERS)
        .map((word) => [word, plain(meaning!)] as const),
    ),
  );
}

/**
 * Marks words of a glossary in paragraphs of Markdown: each once, where it first stands.
 *
 * @param glossary words that are still to be marked; those that are found are taken out
 * @returns a rule of markdown-it
 */
export function glossaryRule(glossary: Map<string, string>): (state: StateCore) => void {
  return ({ tokens, Token }) => {
    tokens.forEach((token, i) => {
      if (glossary.size === 0 || token.type !== 'inline' || tokens[i - 1]?.type !== 'paragraph_open') return;
      let depth = 0;
      token.children = (token.children ?? []).flatMap((child) => {
        depth += child.nesting;
        return child.type === 'text' && depth === 0 ? marked(child, glossary, Token) : [child];
      });
    });
  };
}

type TokenMaker = new (type: string, tag: string, nesting: 0) => Token;

function marked(token: Token, glossary: Map<string, string>, Make: TokenMaker): Token[] {
  const words = [...glossary.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pieces = token.content.split(new RegExp(`(?<![\\p{L}\\d-])(${words.join('|')})(?![\\p{L}\\d-])`, 'iu'));
  return pieces.map((content) => {
    const meaning = glossary.get(content.toLowerCase());
    const piece = new Make(meaning ? 'html_inline' : 'text', '', 0);
    piece.content = meaning ? termHtml(content, meaning) : content;
    if (meaning) glossary.delete(content.toLowerCase());
    return piece;
  });
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const termHtml = (word: string, meaning: string) =>
  `<span class="term" tabindex="0">${escapeHtml(word)}<span role="note">${escapeHtml(meaning)}</span></span>`;
