declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  /** Adds `[^label]`, `[^label]: note` and `^[note]`. */
  export default function footnote(renderer: MarkdownIt): void;
}
